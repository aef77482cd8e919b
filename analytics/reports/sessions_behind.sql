-- One row a session of those asked for, as it was known at a moment, newest first.
with

wanted as (

    select unnest($session_ids) as session_id

),

final as (

    select
        session_facts.session_id,
        session_facts.start_s,
        session_facts.service,
        session_facts.outcome,
        session_facts.outcome_basis,
        session_facts.is_excused

    from session_facts
    inner join wanted on session_facts.session_id = wanted.session_id

)

select * from final
order by start_s desc, session_id asc
