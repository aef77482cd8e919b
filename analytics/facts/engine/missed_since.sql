-- One row a session since a day that somebody recorded or confirmed as missed or as
-- cancelled late, excused ones too.
with

final as (

    select
        session_id,
        client_id,
        service,
        start_day,
        outcome,
        is_excused

    from session_facts

    where
        outcome in ('no_show', 'late_cancelled')
        and outcome_basis in ('recorded', 'confirmed')
        and start_day >= $since_day
        and ($client_id::varchar is null or client_id = $client_id)

)

select * from final
order by start_day, session_id
