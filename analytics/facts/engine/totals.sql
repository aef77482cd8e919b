-- One row a client and service with a session attended by the as-of: how many.
with

final as (

    select
        client_id,
        service,
        count(*) as sessions_attended

    from session_facts

    where is_attended and service is not null

    group by client_id, service

)

select * from final
order by service, client_id
