-- One row a record of an Acuity appointments export, in the normal form. Dates with
-- seconds come from copies saved as a workbook.
select
    session_key,
    null::varchar as client_given_id,
    trim(concat_ws(' ', first_name, last_name)) as client_name,
    client_email,
    ltrim(client_phone, '''') as client_phone,
    coach,
    service,
    starts as starts_text,
    try_strptime(
        starts,
        ['%B %d, %Y %I:%M %p', '%B %d, %Y %H:%M', '%Y-%m-%d %H:%M:%S']
    ) as starts_local,
    null::timestamp as starts_utc,
    try_strptime(
        ends,
        ['%B %d, %Y %I:%M %p', '%B %d, %Y %H:%M', '%Y-%m-%d %H:%M:%S']
    ) as ends_local,
    null::integer as duration_minutes,
    zone,
    coalesce(
        try_strptime(booked, ['%Y-%m-%d', '%Y-%m-%d %H:%M:%S']),
        try_strptime(booked, $slashed_date)
    ) as booked_local,
    null::timestamp as booked_utc,
    coalesce(
        try_strptime(moved, ['%Y-%m-%d', '%Y-%m-%d %H:%M:%S']),
        try_strptime(moved, $slashed_date)
    ) as moved_local,
    -- A label is the practice's own word; these leave no doubt, but not of what is to
    -- come (14 hours: the furthest that a local time is ahead of UTC).
    case
        when starts_local > $exported_at::timestamp + to_hours(14) then 'booked'
        when lower(label) in ('checked in', 'completed') then 'attended'
        when lower(label) in ('no show', 'no-show') then 'no_show'
        else 'booked'
    end as status,
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
