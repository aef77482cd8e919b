-- One row a record of Jane's appointments report, in the normal form.
select
    session_key,
    'jane-' || left(md5(lower(guid)), 12) as client_given_id,
    nullif(
        trim(concat_ws(' ', coalesce(preferred_name, first_name), last_name)), ''
    ) as client_name,
    null::varchar as client_email,
    null::varchar as client_phone,
    coach,
    service,
    starts as starts_text,
    try_cast(starts as timestamp) as starts_local,
    null::timestamp as starts_utc,
    try_cast(ends as timestamp) as ends_local,
    null::integer as duration_minutes,
    null::varchar as zone,
    try_cast(booked as timestamp) as booked_local,
    null::timestamp as booked_utc,
    null::timestamp as moved_local,
    case
        when cancelled is not null or lower(state) in ('cancelled', 'canceled')
            then 'cancelled'
        when lower(state) in ('no_show', 'no-show') or missed is not null
            then 'no_show'
        when lower(state) in ('arrived', 'in-progress', 'in_progress')
            then 'attended'
        when state is null or lower(state) = 'booked' then 'booked'
        else 'unknown'
    end as status,
    null::varchar as problem,
    case
        when lower(is_break) = 'true' then 'it is a break, not a session'
        when lower(state) = 'deleted' then 'it was deleted in Jane'
    end as ignored,
    -- A day alone says no hour.
    case
        when regexp_matches(cancelled, '\d{1,2}:\d{2}')
            then try_cast(cancelled as timestamp)
    end as cancelled_local,
    null::timestamp as cancelled_utc,
    null::varchar as cancelled_by,
    null::varchar as replaces_key,
    null::varchar as price_text,
    null::varchar as currency,
    null::varchar as reminder_strategy,
    null::integer as package_sessions
from raw
