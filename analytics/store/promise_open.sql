-- One row: the promise $action_id that was not taken back, entered or of a file, with
-- what came of it.
with

all_promises as (

    select
        entry_id as action_id,
        client_id,
        on_date,
        session_id,
        null as result

    from promises

    where entry_id = $action_id and withdrawn_at is null

    union all

    select
        action_id,
        client_id,
        null as on_date,
        null as session_id,
        case when is_done then 'done' end as result

    from actions

    where action_id = $action_id and client_id is not null

),

final as (

    select
        all_promises.client_id,
        coalesce(results.result, all_promises.result) as result,
        all_promises.on_date,
        all_promises.session_id

    from all_promises
    left join promise_results as results
        on
            all_promises.action_id = results.action_id
            and results.withdrawn_at is null

)

select * from final
