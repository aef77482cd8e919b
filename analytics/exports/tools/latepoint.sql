-- One row a record of LatePoint's bookings table, in the normal form.
with

texts as (

    select
        *,
        -- "November 3, 2:30 pm": the hour stands behind the last comma.
        lower(trim(regexp_extract(starts, '^(.*),([^,]*)$', 1))) as day_text,
        coalesce(
            try_strptime(
                trim(regexp_extract(starts, '^(.*),([^,]*)$', 2)), '%I:%M %p'
            ),
            try_strptime(trim(regexp_extract(starts, '^(.*),([^,]*)$', 2)), '%H:%M')
        )::time as at_time,
        try_strptime(
            booked,
            [
                '%b %d, %Y %I:%M %p', '%b %d, %Y %H:%M', '%B %d, %Y %I:%M %p',
                '%B %d, %Y %H:%M', '%d %b, %Y %I:%M %p', '%d %b, %Y %H:%M',
                '%d %b %Y %I:%M %p', '%d %b %Y %H:%M', '%Y, %b %d %I:%M %p',
                '%Y, %b %d %H:%M', '%Y-%m-%d %I:%M %p', '%Y-%m-%d %H:%M'
            ]
        ) as booked_local,
        (($exported_at::timestamp at time zone 'UTC') at time zone $zone)::date
            as exported_on
    from raw

),

dated as (

    select
        *,
        case day_text
            when 'yesterday' then -1
            when 'today' then 0
            when 'tomorrow' then 1
        end as days_from_export,
        try_strptime(
            day_text,
            [
                '%b %d, %Y', '%B %d, %Y', '%d %b, %Y', '%d %B, %Y', '%d %b %Y',
                '%d %B %Y', '%Y, %b %d', '%Y, %B %d', '%Y-%m-%d'
            ]
        )::date as dated_on
    from texts

),

-- One row: what the whole file says about when it was exported.
told as (

    select
        max(booked_local) as newest_booked,
        -- LatePoint leaves out the year of the export: a file that writes a year
        -- was exported in another one.
        list(distinct year(dated_on)) as written_years
    from dated

),

placed as (

    select
        dated.*,
        coalesce(list_contains(told.written_years, year(exported_on)), false)
            as is_of_year_before,
        coalesce(told.newest_booked::date > exported_on + 1, false)
            as is_newer_than_said
    from dated
    cross join told

),

guessed as (

    select
        *,
        year(exported_on) - is_of_year_before::integer as unsaid_year
    from placed

),

resolved as (

    select
        *,
        dated_on is null as is_relative,
        coalesce(
            dated_on,
            exported_on + days_from_export,
            try_strptime(
                day_text || ' ' || unsaid_year,
                ['%B %d %Y', '%b %d %Y', '%d %B %Y', '%d %b %Y']
            )::date
        ) as starts_on
    from guessed

)

select
    record,
    session_key,
    null::varchar as client_given_id,
    unprefixed(client_name) as client_name,
    client_email,
    ltrim(client_phone, '''') as client_phone,
    unprefixed(coach) as coach,
    unprefixed(service) as service,
    starts as starts_text,
    starts_on + at_time as starts_local,
    null::timestamp as starts_utc,
    null::timestamp as ends_local,
    round(try_cast(minutes as double))::integer as duration_minutes,
    null::varchar as zone,
    booked_local,
    null::timestamp as booked_utc,
    null::timestamp as moved_local,
    case lower(status)
        when 'approved' then 'booked'
        when 'completed' then 'attended'
        when 'no show' then 'no_show'
        when 'cancelled' then 'cancelled'
        when 'canceled' then 'cancelled'
        else 'unknown'
    end as status,
    case
        when
            is_relative
            and (
                is_newer_than_said
                or (days_from_export is not null and is_of_year_before)
                or starts_on > booked_local::date + 366
            )
            then
                'its start has no year, and what is known of when the file was '
                || 'exported does not fit the day it was booked: say when the file '
                || 'was exported'
    end as problem,
    null::varchar as ignored,
    null::timestamp as cancelled_local,
    null::timestamp as cancelled_utc,
    null::varchar as cancelled_by,
    null::varchar as replaces_key,
    price as price_text,
    null::varchar as currency,
    null::varchar as reminder_strategy,
    null::integer as package_sessions
from resolved
order by record
