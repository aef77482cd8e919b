-- One row a record of Driftline's own template, in the normal form.
with

texts as (

    select
        * replace (
            -- DuckDB wants the seconds before an offset.
            regexp_replace(starts_at, '([T ]\d{2}:\d{2})([Zz+-])', '\1:00\2')
                as starts_at,
            regexp_replace(booked_at, '([T ]\d{2}:\d{2})([Zz+-])', '\1:00\2')
                as booked_at,
            regexp_replace(cancelled_at, '([T ]\d{2}:\d{2})([Zz+-])', '\1:00\2')
                as cancelled_at,
            -- What `export` wrote so that no spreadsheet runs it.
            unprefixed(session_id) as session_id,
            unprefixed(client_id) as client_id,
            unprefixed(client_name) as client_name,
            unprefixed(client_email) as client_email,
            unprefixed(coach) as coach,
            unprefixed(service) as service,
            unprefixed(cancelled_by) as cancelled_by,
            unprefixed(replaces_session_id) as replaces_session_id,
            unprefixed(reminder_strategy) as reminder_strategy
        ),
        -- A time with an offset says its instant, one without is local.
        regexp_matches(starts_at, '(Z|z|[+-]\d{2}(:?\d{2})?)$')
        and length(starts_at) > 10 as starts_has_offset,
        regexp_matches(booked_at, '(Z|z|[+-]\d{2}(:?\d{2})?)$')
        and length(booked_at) > 10 as booked_has_offset,
        regexp_matches(cancelled_at, '(Z|z|[+-]\d{2}(:?\d{2})?)$')
        and length(cancelled_at) > 10 as cancelled_has_offset

    from raw

)

select
    session_id as session_key,
    client_id as client_given_id,
    client_name,
    client_email,
    null::varchar as client_phone,
    coach,
    service,
    starts_at as starts_text,
    case when not starts_has_offset then try_cast(starts_at as timestamp) end
        as starts_local,
    case
        when starts_has_offset
            then try_cast(starts_at as timestamptz) at time zone 'UTC'
    end as starts_utc,
    null::timestamp as ends_local,
    round(try_cast(duration_minutes as double))::integer as duration_minutes,
    null::varchar as zone,
    case when not booked_has_offset then try_cast(booked_at as timestamp) end
        as booked_local,
    case
        when booked_has_offset
            then try_cast(booked_at as timestamptz) at time zone 'UTC'
    end as booked_utc,
    null::timestamp as moved_local,
    case
        when status is null or lower(status) in ('scheduled', 'booked')
            then 'booked'
        when lower(status) = 'unknown' then 'unknown'
        when
            lower(status) in (
                'attended', 'no_show', 'late_cancelled', 'cancelled',
                'cancelled_by_coach', 'rescheduled'
            )
            then lower(status)
    end as status,
    case
        when
            status is not null
            and lower(status) not in (
                'scheduled', 'unknown', 'booked', 'attended', 'no_show',
                'late_cancelled', 'cancelled', 'cancelled_by_coach', 'rescheduled'
            )
            then 'the column status holds a word that is no outcome'
    end as problem,
    case
        when not cancelled_has_offset then try_cast(cancelled_at as timestamp)
    end as cancelled_local,
    case
        when cancelled_has_offset
            then try_cast(cancelled_at as timestamptz) at time zone 'UTC'
    end as cancelled_utc,
    case
        when lower(cancelled_by) in ('coach', 'host') then 'coach'
        when lower(cancelled_by) in ('client', 'invitee') then 'client'
        else lower(cancelled_by)
    end as cancelled_by,
    replaces_session_id as replaces_key,
    price as price_text,
    currency,
    reminder_strategy,
    try_cast(package_sessions as integer) as package_sessions
from texts
