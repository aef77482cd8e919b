-- One row a session that was missed or cancelled late, booked on a later day than one
-- on which its client had accepted an agreement; only what a file recorded or a person
-- confirmed, and nothing that is excused; of one client ($client_id), or of all.
with

accepted as (

    select
        client_id,
        min(on_date) as accepted_on

    from agreement_acceptances

    where withdrawn_at is null and on_date <= $entry_day

    group by client_id

),

final as (

    select
        session_facts.session_id,
        session_facts.client_id,
        session_facts.coach,
        session_facts.service,
        session_facts.start_s,
        session_facts.start_day,
        session_facts.outcome,
        session_facts.outcome_basis,
        epoch_us(sessions_said.booked_at) // 1000000 as booked_s,
        epoch_us(sessions_said.cancelled_at) // 1000000 as cancelled_s,
        epoch_us(sessions_said.cancelled_after) // 1000000 as cancelled_after_s

    from session_facts
    inner join accepted
        on session_facts.client_id = accepted.client_id
    inner join sessions_said
        on session_facts.session_id = sessions_said.session_id

    where
        session_facts.outcome in ('no_show', 'late_cancelled')
        and session_facts.outcome_basis in ('recorded', 'confirmed')
        and not session_facts.is_excused
        and sessions_said.booked_at > accepted.accepted_on
        and ($client_id::varchar is null or session_facts.client_id = $client_id)

)

select * from final
order by start_s desc, session_id asc
