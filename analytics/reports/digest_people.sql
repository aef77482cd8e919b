-- One row a client of $client_ids: the name, and the coach of the last session
-- attended, else of the last slot, as on Today.
with

latest as (

    select
        client_id,
        case
            when bool_or(is_attended)
                then arg_max_null(coach, start_s) filter (where is_attended)
            else arg_max_null(coach, start_s)
        end as coach

    from session_facts

    where list_contains($client_ids, client_id)

    group by client_id

),

final as (

    select
        latest.client_id,
        coalesce(clients.display_name, latest.client_id) as name,
        latest.coach

    from latest
    left join clients on latest.client_id = clients.client_id

)

select * from final
