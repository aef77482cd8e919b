-- One row a client with a known session: what the order rests on, all that last week's
-- order is asked for. The columns are those of the type Pace, in its order.
with

final as (

    select
        client_id,
        coach,
        sessions_ahead,
        last_attended_s,
        last_attended_day,
        last_unknown_s,
        last_slot_s,
        usual_gap_days,
        is_programme_completed

    from client_pace

)

select * from final
order by client_id
