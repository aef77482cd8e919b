-- One row a record of a file that the owner mapped, in the normal form.
-- Reads raw and the temporary table status_words.
with

texts as (

    select
        raw.*,
        concat_ws(' ', starts, start_time) as starts_text,
        status_words.meaning,
        status is not null and status_words.word is null as is_odd_status
    from raw
    left join status_words on lower(raw.status) = status_words.word

)

select
    session_key,
    case
        when client_id is not null
            then 'm-' || left(md5($source || '|' || client_id), 12)
    end
        as client_given_id,
    coalesce(client_name, nullif(trim(concat_ws(' ', first_name, last_name)), ''))
        as client_name,
    client_email,
    client_phone,
    coach,
    service,
    nullif(starts_text, '') as starts_text,
    try_strptime(starts_text, $starts_form) as starts_local,
    null::timestamp as starts_utc,
    try_strptime(ends, $starts_form) as ends_local,
    round(try_cast(regexp_extract(duration, '\d+(\.\d+)?') as double))::integer
        as duration_minutes,
    zone,
    try_strptime(booked, $booked_form) as booked_local,
    null::timestamp as booked_utc,
    null::timestamp as moved_local,
    case
        when is_odd_status then 'unknown'
        else coalesce(meaning, 'booked')
    end as status,
    null::varchar as problem,
    try_strptime(cancelled, $cancelled_form) as cancelled_local,
    null::timestamp as cancelled_utc,
    case
        when
            regexp_matches(lower(cancelled_by), 'coach|host|staff|provider|practi')
            then 'coach'
        when cancelled_by is not null then 'client'
    end as cancelled_by,
    null::varchar as replaces_key,
    price as price_text,
    currency,
    null::varchar as reminder_strategy,
    null::integer as package_sessions
from texts
