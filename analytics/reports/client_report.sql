-- One row a slot of $client_id, by start: what became of it, where a moved one went.
with

final as (

    select
        session_facts.start_s,
        session_facts.start_day,
        session_facts.service,
        session_facts.coach,
        session_facts.outcome,
        session_facts.outcome_basis = 'presumed' as is_presumed,
        coalesce(newer.starts_at, own.starts_at) as moved_to,
        session_facts.is_excused,
        session_facts.outcome = 'attended'
        and coalesce(words.was_late, false) as was_late

    from session_facts
    left join sessions as newer
        on
            session_facts.session_id = newer.replaces
            and newer.client_id = $client_id
            and session_facts.outcome = 'rescheduled'
    left join sessions_confirmed as words
        on session_facts.session_id = words.session_id
    left join moved_slots
        on
            session_facts.session_id = moved_slots.slot_id
            and moved_slots.client_id = $client_id
    left join sessions as own
        on
            moved_slots.session_id = own.session_id
            and own.client_id = $client_id

    where session_facts.client_id = $client_id

    order by session_facts.start_s, session_facts.session_id

)

select * from final
