-- One row a session of $client_id that had begun by $now and was not moved or called
-- off in time, the newest first.
with

final as (

    select
        sessions_said.session_id,
        sessions_said.client_id,
        coalesce(clients.display_name, sessions_said.client_id) as name,
        sessions_said.coach,
        sessions_said.service,
        sessions_said.starts_at

    from sessions_said
    left join clients on sessions_said.client_id = clients.client_id

    where
        sessions_said.client_id = $client_id
        and sessions_said.starts_at <= $now
        and sessions_said.outcome not in (
            'rescheduled', 'cancelled', 'cancelled_by_coach'
        )

    order by sessions_said.starts_at desc, sessions_said.session_id asc

    limit $at_most

)

select * from final
