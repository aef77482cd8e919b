-- One row a record of Mindbody's cancellations report, in the normal form.
with

typed as (

    select
        *,
        coalesce(
            case
                when regexp_matches(on_date, '^\d{5}(\.0*)?$')
                    then date '1899-12-30' + try_cast(on_date as double)::integer
            end,
            try_strptime(split_part(on_date, ' ', 1), $on_date_form)::date,
            try_cast(on_date as timestamp)::date
        ) as starts_on,
        coalesce(
            try_strptime(at_time, ['%I:%M %p', '%I:%M%p', '%H:%M', '%H:%M:%S'])::time,
            try_cast(at_time as timestamp)::time
        ) as starts_at_time,
        coalesce(
            try_strptime(split_part(cancelled, ' ', 1), $cancelled_form)::date,
            try_cast(cancelled as timestamp)::date
        ) as cancelled_on,
        coalesce(
            try_strptime(
                regexp_replace(cancelled, '^\S+ ', ''),
                ['%I:%M:%S %p', '%I:%M %p', '%H:%M:%S', '%H:%M']
            )::time,
            try_cast(cancelled as timestamp)::time
        ) as cancelled_at_time,
        trim(regexp_replace(client_name, '^([^,]+), *(.+)$', '\2 \1'), ' .-')
            as plain_name,
        trim(regexp_replace(cancelled_by, '^([^,]+), *(.+)$', '\2 \1'), ' .-')
            as plain_canceller
    from raw

)

select
    left(md5(concat_ws(
        '|', 'cancelled', lower(plain_name), starts_on::varchar,
        starts_at_time::varchar, lower(service)
    )), 20) as session_key,
    null::varchar as client_given_id,
    plain_name as client_name,
    null::varchar as client_email,
    null::varchar as client_phone,
    regexp_replace(staff, '^([^,]+), *(.+)$', '\2 \1') as coach,
    service,
    nullif(concat_ws(' ', on_date, at_time), '') as starts_text,
    starts_on + starts_at_time as starts_local,
    null::timestamp as starts_utc,
    null::timestamp as ends_local,
    null::integer as duration_minutes,
    null::varchar as zone,
    null::timestamp as booked_local,
    null::timestamp as booked_utc,
    null::timestamp as moved_local,
    'cancelled' as status,
    null::varchar as problem,
    case
        when client_name is null and (starts_on is null or at_time is null)
            then 'it is a total or a heading, not a visit'
        when lower(method) = 'late'
            then 'late cancellations come with the attendance report'
    end as ignored,
    cancelled_on + cancelled_at_time as cancelled_local,
    null::timestamp as cancelled_utc,
    case
        -- A machine such as "_ClassPass API" is neither.
        when cancelled_by like '\_%' escape '\' then 'system'
        when lower(plain_canceller) = lower(plain_name) then 'client'
        when cancelled_by is not null then 'coach'
    end as cancelled_by,
    null::varchar as replaces_key,
    null::varchar as price_text,
    null::varchar as currency,
    null::varchar as reminder_strategy,
    null::integer as package_sessions
from typed
