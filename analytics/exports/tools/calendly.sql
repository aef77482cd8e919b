-- One row a record of a Calendly export, in the normal form. Dates with seconds come
-- from copies saved as a workbook.
select
    lower(session_key) as session_key,
    null::varchar as client_given_id,
    coalesce(client_name, trim(concat_ws(' ', first_name, last_name)))
        as client_name,
    client_email,
    client_phone,
    coach,
    service,
    starts as starts_text,
    try_strptime(
        starts, ['%Y-%m-%d %I:%M %p', '%Y-%m-%d %H:%M', '%Y-%m-%d %H:%M:%S']
    ) as starts_local,
    null::timestamp as starts_utc,
    try_strptime(
        ends, ['%Y-%m-%d %I:%M %p', '%Y-%m-%d %H:%M', '%Y-%m-%d %H:%M:%S']
    ) as ends_local,
    null::integer as duration_minutes,
    null::varchar as zone,
    try_strptime(
        booked, ['%Y-%m-%d %I:%M %p', '%Y-%m-%d %H:%M', '%Y-%m-%d %H:%M:%S']
    ) as booked_local,
    null::timestamp as booked_utc,
    null::timestamp as moved_local,
    case
        when
            lower(cancelled) in ('true', 'yes')
            and reason = 'Rescheduled from connected calendar event'
            then 'rescheduled'
        when lower(cancelled) in ('true', 'yes') and lower(cancelled_by) = 'host'
            then 'cancelled_by_coach'
        when lower(cancelled) in ('true', 'yes') then 'cancelled'
        when lower(no_show) in ('true', 'yes') then 'no_show'
        else 'booked'
    end as status,
    case
        when lower(cancelled) in ('true', 'yes', 'false', 'no') then null
        else 'the column Canceled holds neither true nor false'
    end as problem,
    null::timestamp as cancelled_local,
    null::timestamp as cancelled_utc,
    case
        when lower(cancelled) not in ('true', 'yes') then null
        when lower(cancelled_by) = 'host' then 'coach'
        when lower(cancelled_by) = 'invitee' then 'client'
    end as cancelled_by,
    null::varchar as replaces_key,
    price as price_text,
    currency,
    null::varchar as reminder_strategy,
    null::integer as package_sessions
from raw
