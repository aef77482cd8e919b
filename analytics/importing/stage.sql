-- One row a record of the file, typed, in UTC, with the reason if it is refused.
-- Reads `reading` (the tool's SQL over the raw columns), in which a tool may say why a
-- row is no session at all (`ignored`) and which record of the file it is from
-- (`record`, where one record makes several rows).
with

people as (

    select
        *,
        email_key(client_email) as email,
        -- Only who has no e-mail needs another key; rows are many.
        case when email_key(client_email) is null then phone_key(client_phone) end
            as phone,
        case when email_key(client_email) is null then clean(client_name) end
            as name_for_key,
        coalesce(zone, $zone) as row_zone
    from reading

),

identified as (

    select
        *,
        case
            when client_given_id is not null then 'id'
            when email is not null then 'email'
            when phone is not null then 'phone'
            when name_for_key is not null then 'name'
        end as key_kind,
        coalesce(
            client_given_id,
            email,
            phone,
            $source || '|' || lower(name_for_key)
        ) as key_value,
        coalesce(starts_utc, to_utc(starts_local, row_zone)) as starts_at,
        coalesce(booked_utc, to_utc(booked_local, row_zone)) as booked_at,
        case
            when moved_utc is not null then moved_utc
            when moved_local is not null then to_utc(moved_local, row_zone)
        end as moved_at,
        case
            when cancelled_utc is not null then cancelled_utc
            when cancelled_local is not null
                then to_utc(cancelled_local, row_zone)
        end as cancelled_at
    from people

),

judged as (

    select
        *,
        case
            when ignored is not null then null
            when starts_text is null then 'there is no start time'
            when starts_utc is null and starts_local is null
                then 'the start time cannot be read'
            when starts_at is null then 'the time zone is not known'
            when
                starts_at < timestamp '1990-01-01'
                or starts_at >= timestamp '2100-01-01'
                then 'the start time lies outside 1990 to 2099'
            when key_kind is null then 'there is no name, e-mail or number'
            else problem
        end as refused
    from identified

)

select
    case
        when key_kind = 'id' then key_value
        else 'c-' || left(md5(key_kind || ':' || key_value), 12)
    end as client_id,
    case
        when session_key is not null then $session_prefix || session_key
        else $source || ':' || left(md5(concat_ws(
            '|', key_kind, key_value, epoch(starts_at)::bigint::varchar, service
        )), 16)
    end as session_id,
    key_kind,
    -- The key again only where no other column holds it: rows are many.
    case when key_kind in ('id', 'name') then key_value end as other_key,
    coalesce(client_name, email, client_given_id, phone) as display_name,
    email,
    coalesce(phone, client_phone) as phone,
    clean(coach) as coach,
    clean(service) as service,
    starts_at,
    row_zone as zone,
    case
        when duration_minutes between 1 and 1440 then duration_minutes
        when date_diff('minute', starts_local, ends_local) between 1 and 1440
            then date_diff('minute', starts_local, ends_local)::integer
    end as duration_minutes,
    booked_at,
    case when moved_at <= $exported_at then moved_at end as moved_at,
    status,
    cancelled_at,
    cancelled_by,
    $session_prefix || replaces_key as replaces,
    cents(price_text) as price_cents,
    upper(currency) as currency,
    reminder_strategy,
    package_sessions,
    case when starts_utc is null and ignored is null then starts_local end
        as local_clock,
    record,
    ignored,
    refused
from judged
