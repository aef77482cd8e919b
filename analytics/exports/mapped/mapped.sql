-- One row a session and person of a file that was mapped, in the normal form.
-- Reads the view mapped_rows and the macros of mapped_macros.sql.
with

timed as (

    select
        *,
        coalesce(booked_local, booked_utc) as booked_at
    from mapped_rows

),

dated as (

    select
        * replace (
            coalesce(
                starts_local,
                with_year(starts_yearless, booked_at, $exported_at)
            ) as starts_local
        ),
        case
            when is_key_shared or is_one_of_several
                then '|' || left(md5(lower(coalesce(email, person))), 8)
            else ''
        end as key_of_person
    from timed

)

select
    record,
    ignored,
    session_key || key_of_person as session_key,
    case
        when client_id is not null
            then 'm-' || left(md5($source || '|' || client_id), 12)
    end
        as client_given_id,
    person as client_name,
    email as client_email,
    phone as client_phone,
    coach,
    service,
    starts_said as starts_text,
    starts_local,
    starts_utc,
    -- An end that is a time alone is on the day of the start.
    case
        when ends_yearless is not null
            then
                date_trunc('day', starts_local)
                + (ends_yearless - date_trunc('day', ends_yearless))
        else ends_local
    end as ends_local,
    coalesce(
        minutes_of(duration),
        date_diff('minute', starts_utc, ends_utc)::integer,
        date_diff(
            'minute',
            clock_of(slot_part(slot, 1)),
            clock_of(slot_part(slot, 2))
        )::integer
    ) as duration_minutes,
    row_zone as zone,
    booked_local,
    booked_utc,
    coalesce(moved_local, moved_utc) as moved_local,
    nullif(said, '') as status,
    null::varchar as problem,
    cancelled_local,
    cancelled_utc,
    who_cancelled(cancelled_by, person, coach, anybody_else) as cancelled_by,
    replaces_key,
    -- What several people paid together is nobody's own price.
    case when not is_one_of_several then amount end as price_text,
    currency,
    reminder as reminder_strategy,
    -- Tools write "as many as you like" as 999 or 99999.
    case
        when try_cast(package_sessions as integer) between 1 and 998
            then try_cast(package_sessions as integer)
    end as package_sessions
from dated
