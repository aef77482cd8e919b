-- One row a source, and one (source null) for all together: what sessions do not say.
with

reminded as (

    select session_id
    from reminders
    where session_id is not null

    union

    select session_id
    from reminder_taps
    where withdrawn_at is null

    union

    select sessions.session_id
    from sessions
    inner join strategy_spans
        on
            date '1970-01-01' + sessions.starts_day >= strategy_spans.from_date
            and date '1970-01-01' + sessions.starts_day
            < coalesce(strategy_spans.until_date, date '9999-12-31')
            -- An entry for some is none for a session that names nobody.
            and coalesce(
                sessions.service = strategy_spans.service,
                strategy_spans.service is null
            )
            and coalesce(
                sessions.coach = strategy_spans.coach, strategy_spans.coach is null
            )
    where strategy_spans.withdrawn_at is null

),

counted as (

    select
        sessions_said.source,
        count(*) as sessions,
        count(*) filter (where is_over) as sessions_over,
        -- Of one that is still called scheduled its source has said nothing since.
        count(*) filter (
            where is_over and outcome in ('unknown', 'scheduled')
        ) as sessions_unknown,
        count(*) filter (
            where is_over and outcome_basis = 'presumed'
        ) as sessions_presumed,
        count(*) filter (
            where is_over and outcome_basis = 'confirmed'
        ) as sessions_confirmed,
        count(*) filter (where booked_at is null) as without_booked_at,
        count(*) filter (where is_called_off) as sessions_called_off,
        count(*) filter (
            where is_called_off and cancelled_at is null
        ) as without_cancelled_at,
        count(*) filter (where is_late_not_known) as late_not_known,
        count(*) filter (
            where reminder_strategy is null and reminded.session_id is null
        ) as without_reminder,
        count(*) filter (where outcome = 'attended') as sessions_attended,
        count(*) filter (
            where outcome = 'attended' and price_cents is null
        ) as without_price,
        count(distinct sessions_said.client_id) as clients,
        count(distinct sessions_said.client_id) filter (
            where clients.email is null and clients.phone is null
        ) as clients_without_contact

    from (

        select
            *,
            starts_at <= $seen_at as is_over,
            outcome in (
                'cancelled', 'late_cancelled', 'cancelled_by_coach', 'rescheduled'
            ) as is_called_off,
            -- Whoever says that it was cancelled says whether it was late, too.
            coalesce(is_late_unknown, false)
            and outcome = 'cancelled'
            and outcome_basis <> 'confirmed' as is_late_not_known

        from sessions_said

    ) as sessions_said
    left join clients on sessions_said.client_id = clients.client_id
    left join reminded on sessions_said.session_id = reminded.session_id

    group by grouping sets ((sessions_said.source), ())

),

final as (

    select
        source,
        sessions,
        sessions_over,
        sessions_unknown,
        sessions_presumed,
        sessions_confirmed,
        without_booked_at,
        sessions_called_off,
        without_cancelled_at,
        late_not_known,
        without_reminder,
        sessions_attended,
        without_price,
        clients,
        clients_without_contact

    from counted

)

select * from final
where sessions > 0
order by source nulls first
