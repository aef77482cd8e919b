-- One row a record of Arketa's reservations export, in the normal form.
with

texts as (

    select
        record,
        -- Some values stand in three quotation marks: one pair belongs to them.
        trim(first_name, '" ') as first_name,
        trim(last_name, '" ') as last_name,
        trim(service, '" ') as service,
        trim(coach, '" ') as coach,
        lower(trim(status, '" ')) as status,
        trim(client_id, '" ') as client_id,
        trim(class_id, '" ') as class_id,
        trim(class_date, '" ') as class_date,
        starts as starts_text,
        try_strptime(
            trim(regexp_extract(trim(starts, '" '), '^(.*[APap][Mm])(.*)$', 1)),
            ['%b %d, %Y, %I:%M %p', '%B %d, %Y, %I:%M %p']
        ) as starts_clock,
        upper(trim(regexp_extract(trim(starts, '" '), '^(.*[APap][Mm])(.*)$', 2)))
            as starts_zone,
        try_strptime(
            trim(regexp_extract(trim(booked, '" '), '^(.*[APap][Mm])(.*)$', 1)),
            ['%b %d, %Y, %I:%M %p', '%B %d, %Y, %I:%M %p']
        ) as booked_clock,
        upper(trim(regexp_extract(trim(booked, '" '), '^(.*[APap][Mm])(.*)$', 2)))
            as booked_zone
    from raw

),

-- Abbreviations that stand for one offset, and those for a place. Ambiguous ones
-- (IST, and CST outside America) are not guessed: Arketa is sold in America.
offsets as (

    select
        unnest([
            'UTC', 'GMT', 'NST', 'NDT', 'AST', 'ADT', 'EST', 'EDT', 'CST', 'CDT',
            'MST', 'MDT', 'PST', 'PDT', 'AKST', 'AKDT', 'HST', 'BST', 'CET', 'CEST',
            'AEST', 'AEDT', 'NZST', 'NZDT'
        ]) as abbreviation,
        unnest([
            0, 0, -210, -150, -240, -180, -300, -240, -360, -300, -420, -360, -480,
            -420, -540, -480, -600, 60, 60, 120, 600, 660, 720, 780
        ]) as minutes

),

places as (

    select
        unnest(['ET', 'CT', 'MT', 'PT', 'AKT', 'HT']) as abbreviation,
        unnest([
            'America/New_York', 'America/Chicago', 'America/Denver',
            'America/Los_Angeles', 'America/Anchorage', 'Pacific/Honolulu'
        ]) as place

),

timed as (

    select
        texts.*,
        coalesce(
            starts_clock - to_minutes(starts_offset.minutes),
            (starts_clock at time zone starts_place.place) at time zone 'UTC'
        ) as starts_utc,
        coalesce(
            booked_clock - to_minutes(booked_offset.minutes),
            (booked_clock at time zone booked_place.place) at time zone 'UTC'
        ) as booked_utc
    from texts
    left join offsets as starts_offset
        on texts.starts_zone = starts_offset.abbreviation
    left join places as starts_place
        on texts.starts_zone = starts_place.abbreviation
    left join offsets as booked_offset
        on texts.booked_zone = booked_offset.abbreviation
    left join places as booked_place
        on texts.booked_zone = booked_place.abbreviation

),

-- Of the rows of one reservation the one booked last counts, then the last one.
ordered as (

    select
        *,
        row_number() over (
            partition by
                client_id, class_id, class_date, starts_with(status, 'waitlist')
            order by booked_utc desc nulls last, record desc
        ) as place
    from timed

)

select
    record,
    left(md5(concat_ws('|', client_id, class_id, class_date)), 20) as session_key,
    'arketa-' || left(md5(client_id), 12) as client_given_id,
    nullif(trim(concat_ws(' ', first_name, last_name)), '') as client_name,
    null::varchar as client_email,
    null::varchar as client_phone,
    coach,
    service,
    starts_text,
    case when starts_zone = '' then starts_clock end as starts_local,
    starts_utc,
    null::timestamp as ends_local,
    null::integer as duration_minutes,
    null::varchar as zone,
    case when booked_zone = '' then booked_clock end as booked_local,
    booked_utc,
    null::timestamp as moved_local,
    case
        when status = 'checked in' then 'attended'
        when status = 'confirmed' then 'booked'
        when status in ('canceled', 'cancelled') then 'cancelled'
        when status in ('no show', 'no-show') then 'no_show'
        else 'unknown'
    end as status,
    null::varchar as problem,
    case
        when status in ('waitlist', 'waitlisted')
            then 'it is a place on the waitlist, not a booking'
        when place > 1 then 'a later row says the same reservation anew'
    end as ignored,
    null::timestamp as cancelled_local,
    null::timestamp as cancelled_utc,
    null::varchar as cancelled_by,
    null::varchar as replaces_key,
    null::varchar as price_text,
    null::varchar as currency,
    null::varchar as reminder_strategy,
    null::integer as package_sessions
from ordered
order by record
