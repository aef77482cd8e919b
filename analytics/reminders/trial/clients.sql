-- One row a client with a booking in the last eight weeks or still ahead: who may be
-- drawn, with the coach of the booking that starts last.
with

ranked as (

    select
        client_id,
        coach,
        row_number() over (
            partition by client_id
            order by start_s desc, session_id asc
        ) as place

    from session_facts

    where start_day > $as_of_day - $recent_days

),

final as (

    select
        client_id,
        coach

    from ranked

    where place = 1

    order by client_id

)

select * from final
