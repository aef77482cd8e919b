-- One row a client who came: on which local day the fourth session attended was, if
-- there was one, and how many the programme of the first session has.
with

final as (

    select
        client_id,
        min(start_day, 4)[4] as fourth_day,
        -- Of the very first one: without the zero a later one would stand in for it.
        nullif(arg_min(coalesce(sessions_planned, 0), start_s), 0)
            as sessions_planned

    from session_facts

    where is_attended

    group by client_id

)

select * from final
order by client_id
