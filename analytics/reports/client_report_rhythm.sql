-- One row: how often $client_id comes, and how far a programme has come.
with

final as (

    select
        own_gap_days,
        programme_sessions_planned,
        programme_sessions_attended

    from client_pace

    where client_id = $client_id

)

select * from final
