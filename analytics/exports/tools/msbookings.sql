-- One row a record of Microsoft Bookings' reporting data, in the normal form.
select
    case
        when session_key is not null
            then left(md5(concat_ws(
                '|', session_key, lower(coalesce(client_email, client_name))
            )), 20)
    end as session_key,
    null::varchar as client_given_id,
    client_name,
    client_email,
    client_phone,
    coalesce(staff_name, staff, staff_email) as coach,
    -- Staff who book for somebody often type the name behind the service.
    coalesce(
        nullif(trim(replace(service, coalesce(client_name, ''), ''), ' -'), ''),
        service
    ) as service,
    starts as starts_text,
    coalesce(
        try_strptime(starts, $starts_forms),
        -- A date that a workbook held as one.
        try_cast(starts as timestamp)
    ) as starts_local,
    null::timestamp as starts_utc,
    null::timestamp as ends_local,
    round(try_cast(minutes as double))::integer as duration_minutes,
    null::varchar as zone,
    null::timestamp as booked_local,
    null::timestamp as booked_utc,
    null::timestamp as moved_local,
    'booked' as status,
    null::varchar as problem,
    null::varchar as ignored,
    null::timestamp as cancelled_local,
    null::timestamp as cancelled_utc,
    null::varchar as cancelled_by,
    null::varchar as replaces_key,
    -- Without a price the file says 0.
    case
        when lower(replace(coalesce(pricing, ''), ' ', '')) <> 'notset' then price
    end as price_text,
    currency,
    null::varchar as reminder_strategy,
    null::integer as package_sessions
from raw
