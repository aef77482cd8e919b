-- One row a slot: each session, and each time that one had and gave up under its own
-- id, with epoch seconds. The one part of the facts that is written for one engine
-- (here DuckDB); everything after it is portable.
with

final as (

    select
        sessions_said.session_id,
        sessions_said.client_id,
        sessions_said.coach,
        sessions_said.service,
        epoch_us(sessions_said.starts_at) // 1000000 as start_s,
        sessions_said.starts_day as start_day,
        sessions_said.starts_hour as start_hour,
        epoch_us(sessions_said.slot_known_at) // 1000000 as slot_known_s,
        sessions_said.outcome,
        sessions_said.outcome_basis,
        sessions_said.is_excused,
        epoch_us(sessions_said.outcome_known_at) // 1000000 as outcome_known_s,
        epoch_us(sessions_said.replaced_known_at) // 1000000 as replaced_known_s,
        epoch_us(sessions_said.cancelled_at) // 1000000 as cancelled_s,
        -- Whoever says that it was cancelled says whether it was late, too.
        coalesce(
            sessions_said.is_late_unknown
            and sessions_said.outcome_basis <> 'confirmed',
            false
        ) as is_late_unknown,
        sessions_said.price_cents,
        coalesce(sessions_said.currency = $home_currency, true) as is_home_currency,
        case
            when services.kind = 'programme' then services.sessions_planned
            -- What the owner says of a service beats what a file says.
            when services.kind is null then nullif(sessions_said.package_sessions, 0)
        end as sessions_planned

    from sessions_said
    left join services on sessions_said.service = services.service

    union all

    select
        slot_id as session_id,
        client_id,
        coach,
        service,
        epoch_us(starts_at) // 1000000 as start_s,
        starts_day as start_day,
        starts_hour as start_hour,
        epoch_us(slot_known_at) // 1000000 as slot_known_s,
        'rescheduled' as outcome,
        'recorded' as outcome_basis,
        false as is_excused,
        epoch_us(moved_known_at) // 1000000 as outcome_known_s,
        epoch_us(moved_known_at) // 1000000 as replaced_known_s,
        null as cancelled_s,
        false as is_late_unknown,
        null as price_cents,
        true as is_home_currency,
        null as sessions_planned

    from moved_slots

    where not is_cut

)

select * from final
