-- One row a client with a known session, by name: what pages show of them. The columns
-- are those of the type Client, in its order.
with

final as (

    select
        client_pace.client_id,
        coalesce(clients.display_name, client_pace.client_id) as name,
        client_pace.coach,
        client_pace.service,
        client_pace.sessions_booked,
        client_pace.sessions_attended,
        client_pace.sessions_presumed,
        client_pace.sessions_ahead,
        client_pace.last_attended_s,
        client_pace.last_attended_day,
        client_pace.days_since_last,
        client_pace.next_booked_s,
        client_pace.last_unknown_s,
        client_pace.last_slot_s,
        client_pace.last_session_id,
        client_pace.usual_gap_days,
        client_pace.own_gap_days,
        client_pace.revenue_cents,
        client_pace.is_programme_completed,
        coalesce(client_strips.strip, '............') as strip

    from client_pace
    left join client_strips on client_pace.client_id = client_strips.client_id
    left join clients on client_pace.client_id = clients.client_id

    where $client_id is null or client_pace.client_id = $client_id

)

select * from final
order by name, client_id
