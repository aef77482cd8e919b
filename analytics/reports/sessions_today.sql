-- One row a session that begins on the local day $day_number and that nobody has called
-- off, by start: of the practice or of one coach.
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
        sessions_said.starts_day = $day_number
        and sessions_said.outcome in ('scheduled', 'unknown', 'attended', 'no_show')
        and ($coach is null or sessions_said.coach = $coach)

    order by sessions_said.starts_at asc, sessions_said.session_id asc

    limit $at_most

)

select * from final
