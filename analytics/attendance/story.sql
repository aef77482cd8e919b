-- One row a slot of one client known by the as-of: each session, and each time that one
-- had and gave up under its own id, oldest first.
with

final as (

    select
        session_facts.session_id,
        coalesce(moved_slots.session_id, session_facts.session_id) as booking_id,
        -- Of one booking the given-up times come first, the one it has last.
        coalesce(moved_slots.nth, 1000000) as nth,
        session_facts.start_s,
        session_facts.start_day,
        session_facts.coach,
        session_facts.service,
        session_facts.outcome,
        session_facts.outcome_basis,
        session_facts.is_attended,
        session_facts.is_excused,
        session_facts.is_late_unknown,
        session_facts.sessions_planned,
        sessions_said.replaces,
        sessions_said.price_cents,
        sessions_said.currency,
        sessions_said.excused_reason,
        case
            when
                session_facts.outcome in (
                    'cancelled',
                    'late_cancelled',
                    'cancelled_by_coach',
                    'rescheduled'
                )
                then
                    (
                        session_facts.start_s
                        - epoch_us(sessions_said.cancelled_at) // 1000000
                    ) / 3600e0
        end as notice_hours

    from session_facts
    left join sessions_said
        on session_facts.session_id = sessions_said.session_id
    left join moved_slots
        on session_facts.session_id = moved_slots.slot_id

    where session_facts.client_id = $client_id

)

select * from final
order by start_s, session_id
