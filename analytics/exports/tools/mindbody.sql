-- One row a record of a Mindbody attendance report, in the normal form.
with

typed as (

    select
        *,
        coalesce(
            -- Excel's count of days.
            case
                when regexp_matches(on_date, '^\d{5}(\.0*)?$')
                    then date '1899-12-30' + try_cast(on_date as double)::integer
            end,
            try_strptime(split_part(on_date, ' ', 1), $on_date_form)::date,
            try_cast(on_date as timestamp)::date
        ) as starts_on,
        coalesce(
            -- Excel's share of a day.
            case
                when regexp_matches(at_time, '^0?\.\d+$')
                    then
                        time '00:00:00'
                        + to_minutes(
                            round(try_cast(at_time as double) * 1440)::bigint
                        )
            end,
            try_strptime(at_time, ['%I:%M %p', '%I:%M%p', '%H:%M', '%H:%M:%S'])::time,
            try_cast(at_time as timestamp)::time
        ) as starts_at_time,
        regexp_replace(
            regexp_replace(visits_left, '\.0$', ''), '\D', '', 'g'
        ) as visits_left_digits,
        trim(regexp_replace(client_name, '^([^,]+), *(.+)$', '\2 \1'), ' .-')
            as plain_name
    from raw

)

select
    left(md5(concat_ws(
        '|', coalesce(client_id, lower(plain_name)), starts_on::varchar,
        starts_at_time::varchar, lower(coalesce(service, visit_type))
    )), 20) as session_key,
    'mindbody-' || left(md5(client_id), 12) as client_given_id,
    plain_name as client_name,
    null::varchar as client_email,
    null::varchar as client_phone,
    regexp_replace(staff, '^([^,]+), *(.+)$', '\2 \1') as coach,
    coalesce(service, visit_type) as service,
    nullif(concat_ws(' ', on_date, at_time), '') as starts_text,
    starts_on + starts_at_time as starts_local,
    null::timestamp as starts_utc,
    null::timestamp as ends_local,
    null::integer as duration_minutes,
    null::varchar as zone,
    null::timestamp as booked_local,
    null::timestamp as booked_utc,
    null::timestamp as moved_local,
    case
        when lower(no_show) in ('yes', 'sí', 'si', 'true') then 'no_show'
        when lower(late_cancel) in ('yes', 'sí', 'si', 'true')
            then 'late_cancelled'
        when lower(staff_paid) in ('yes', 'sí', 'si', 'true') then 'attended'
        else 'booked'
    end as status,
    null::varchar as problem,
    case
        when
            client_id is null
            and client_name is null
            and (starts_on is null or at_time is null)
            then 'it is a total or a heading, not a visit'
    end as ignored,
    null::timestamp as cancelled_local,
    null::timestamp as cancelled_utc,
    null::varchar as cancelled_by,
    null::varchar as replaces_key,
    -- Unlimited plans count down from 9,999 or more: their figure is no price.
    case when try_cast(visits_left_digits as bigint) < 1000 then revenue end
        as price_text,
    null::varchar as currency,
    null::varchar as reminder_strategy,
    null::integer as package_sessions
from typed
