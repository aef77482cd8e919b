-- One row a session that began since $from_at and whose end nobody has told, oldest
-- first: those after the newest export are among them, which facts still call ahead.
with

open_ones as (

    select sessions_said.*

    from sessions_said
    anti join sessions_confirmed
        on sessions_said.session_id = sessions_confirmed.session_id

    where
        sessions_said.starts_at >= $from_at
        and sessions_said.starts_at <= $until_at
        and sessions_said.outcome_basis in ('none', 'presumed')

),

final as (

    select
        open_ones.session_id,
        open_ones.client_id,
        coalesce(clients.display_name, open_ones.client_id) as name,
        open_ones.coach,
        open_ones.service,
        open_ones.starts_at,
        open_ones.starts_day as start_day,
        case
            when open_ones.outcome = 'attended' then 'attended' else 'unknown'
        end as taken_for

    from open_ones
    left join clients on open_ones.client_id = clients.client_id

    order by open_ones.starts_at asc, open_ones.session_id asc

    limit $at_most

)

select * from final
