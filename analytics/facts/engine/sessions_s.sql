-- One row a session: the log with epoch seconds. The one part of the facts that is
-- written for one engine (here DuckDB); everything after it is portable.
with

final as (

    select
        sessions.session_id,
        sessions.client_id,
        sessions.coach,
        sessions.service,
        epoch_us(sessions.starts_at) // 1000000 as start_s,
        sessions.starts_day as start_day,
        sessions.starts_hour as start_hour,
        epoch_us(sessions.slot_known_at) // 1000000 as slot_known_s,
        sessions.outcome,
        sessions.outcome_basis,
        sessions.is_excused,
        epoch_us(sessions.outcome_known_at) // 1000000 as outcome_known_s,
        epoch_us(sessions.replaced_known_at) // 1000000 as replaced_known_s,
        sessions.price_cents,
        coalesce(sessions.currency = $home_currency, true) as is_home_currency,
        case
            when services.kind = 'programme' then services.sessions_planned
            -- What the owner says of a service beats what a file says.
            when services.kind is null then nullif(sessions.package_sessions, 0)
        end as sessions_planned

    from sessions
    left join services on sessions.service = services.service

)

select * from final
