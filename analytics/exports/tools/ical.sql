-- One row a client and time of a calendar, in the normal form.
-- Reads the text that calendar_text makes: times with a Z are UTC, others local.
select
    calendar_event as session_key,
    null::varchar as client_given_id,
    client_name,
    client_email,
    null::varchar as client_phone,
    coach,
    service,
    starts as starts_text,
    case when starts not like '%Z' then try_cast(starts as timestamp) end
        as starts_local,
    case
        when starts like '%Z' then try_cast(rtrim(starts, 'Z') as timestamp)
    end as starts_utc,
    null::timestamp as ends_local,
    date_diff(
        'minute',
        try_cast(rtrim(starts, 'Z') as timestamp),
        try_cast(rtrim(ends, 'Z') as timestamp)
    )::integer as duration_minutes,
    zone,
    null::timestamp as booked_local,
    try_cast(rtrim(booked, 'Z') as timestamp) as booked_utc,
    null::timestamp as moved_local,
    try_cast(rtrim(moved, 'Z') as timestamp) as moved_utc,
    case event_status
        when 'cancelled' then 'cancelled'
        when 'unsure' then 'unknown'
        else 'booked'
    end as status,
    problem,
    null::timestamp as cancelled_local,
    null::timestamp as cancelled_utc,
    null::varchar as cancelled_by,
    null::varchar as replaces_key,
    null::varchar as price_text,
    null::varchar as currency,
    null::varchar as reminder_strategy,
    null::integer as package_sessions,
    not_a_session as ignored
from raw
