-- One row a record of an Acuity appointments export, in the normal form.
select
    session_key,
    null::varchar as client_given_id,
    trim(concat_ws(' ', first_name, last_name)) as client_name,
    client_email,
    ltrim(client_phone, '''') as client_phone,
    coach,
    service,
    starts as starts_text,
    coalesce(
        try_strptime(starts, '%B %d, %Y %I:%M %p'),
        try_strptime(starts, '%B %d, %Y %H:%M')
    ) as starts_local,
    null::timestamp as starts_utc,
    coalesce(
        try_strptime(ends, '%B %d, %Y %I:%M %p'),
        try_strptime(ends, '%B %d, %Y %H:%M')
    ) as ends_local,
    null::integer as duration_minutes,
    zone,
    coalesce(
        try_strptime(booked, '%Y-%m-%d'), try_strptime(booked, $slashed_date)
    ) as booked_local,
    null::timestamp as booked_utc,
    coalesce(
        try_strptime(moved, '%Y-%m-%d'), try_strptime(moved, $slashed_date)
    ) as moved_local,
    'booked' as status,
    null::varchar as problem,
    null::timestamp as cancelled_local,
    null::timestamp as cancelled_utc,
    null::varchar as cancelled_by,
    null::varchar as replaces_key,
    price as price_text,
    null::varchar as currency,
    null::varchar as reminder_strategy,
    null::integer as package_sessions
from raw
