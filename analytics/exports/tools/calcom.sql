-- One row a person of a record of Cal.com's Insights export, in the normal form.
with

lists as (

    select
        *,
        list_value(*columns('^attendee\d+$')) as names,
        list_value(*columns('^attendeephone\d+$')) as phones
    from raw

),

spread as (

    select
        *,
        list_count(names) as count_names,
        generate_subscripts(names, 1) as place,
        unnest(names) as attendee
    from lists

),

people as (

    select
        *,
        phones[place] as attendee_phone,
        -- A name may hold brackets of its own; the address stands in the last ones.
        coalesce(
            nullif(regexp_extract(attendee, '^(.*) \((.*)\)$', 1), ''),
            attendee,
            booker_name
        ) as person_name,
        coalesce(
            nullif(regexp_extract(attendee, '^(.*) \((.*)\)$', 2), ''),
            booker_email
        ) as person_email,
        -- "Coaching between Jo Coach and Ana Client": only the first part is a service.
        regexp_replace(
            title,
            ' (between|zwischen|entre|tra|tussen) .+ (and|und|et|y|e|en) .+$',
            ''
        ) as plain_title
    from spread
    where
        attendee is not null
        -- A booking without people is kept, to be refused with its line.
        or (place = 1 and count_names = 0)

)

select
    record,
    concat_ws(
        '-',
        coalesce(session_key, row_key),
        left(md5(lower(coalesce(person_email, person_name))), 8)
    ) as session_key,
    null::varchar as client_given_id,
    person_name as client_name,
    person_email as client_email,
    attendee_phone as client_phone,
    coalesce(coach, coach_email) as coach,
    case
        when contains(lower(plain_title), lower(person_name))
            then 'Event type ' || event_type
        else plain_title
    end as service,
    starts as starts_text,
    null::timestamp as starts_local,
    coalesce(
        try_cast(rtrim(starts, 'Zz') as timestamp),
        -- How a browser writes a date, as the oldest form does.
        try_strptime(
            regexp_replace(starts, ' GMT[+]0000.*$', ''), '%a %b %d %Y %H:%M:%S'
        )
    ) as starts_utc,
    null::timestamp as ends_local,
    try_cast(minutes as integer) as duration_minutes,
    null::varchar as zone,
    null::timestamp as booked_local,
    coalesce(
        try_cast(rtrim(booked, 'Zz') as timestamp),
        try_strptime(
            regexp_replace(booked, ' GMT[+]0000.*$', ''), '%a %b %d %Y %H:%M:%S'
        )
    ) as booked_utc,
    null::timestamp as moved_local,
    case
        when lower(status) in ('cancelled', 'canceled') then 'cancelled'
        when lower(status) = 'rescheduled' then 'rescheduled'
        -- The coach did not come: nobody else's doing.
        when lower(no_show_host) = 'true' then 'cancelled_by_coach'
        when
            contains(lower(no_show_guests), '(' || lower(person_email) || ')')
            then 'no_show'
        when lower(status) in ('completed', 'uncompleted', 'upcoming')
            then 'booked'
        else 'unknown'
    end as status,
    null::varchar as problem,
    null::varchar as ignored,
    null::timestamp as cancelled_local,
    null::timestamp as cancelled_utc,
    case
        when
            lower(status) not in ('cancelled', 'canceled', 'rescheduled')
            and lower(no_show_host) = 'true'
            then 'coach'
    end as cancelled_by,
    null::varchar as replaces_key,
    null::varchar as price_text,
    null::varchar as currency,
    null::varchar as reminder_strategy,
    null::integer as package_sessions
from people
order by record, place
