-- One row a person of a record of Cliniko's appointments export, in the normal form.
with

texts as (

    select
        * replace (
            lower(missed) as missed,
            lower(arrived) as arrived,
            nullif(upper(cancelled), 'N/A') as cancelled,
            nullif(upper(patient_ids), 'N/A') as patient_ids,
            coalesce(try_cast(most_patients as integer), 1) as most_patients,
            coalesce(try_cast(count_patients as integer), 1) as count_patients,
            coalesce(try_cast(count_cancelled as integer), 0) as count_cancelled,
            try_strptime(starts, '%Y-%m-%d %H:%M:%S %z') at time zone 'UTC' as starts,
            try_strptime(ends, '%Y-%m-%d %H:%M:%S %z') at time zone 'UTC' as ends
        ),
        starts as starts_text
    from raw

),

lists as (

    select
        *,
        coalesce(
            string_split_regex(patient_ids, '[,;|\s]+'), [null::varchar]
        ) as ids
    from texts

),

spread as (

    select
        *,
        generate_subscripts(ids, 1) as place,
        unnest(ids) as patient_id,
        -- Flags of a row with several people are nobody's in particular.
        len(ids) > 1 or (most_patients > 1 and count_patients + count_cancelled > 1)
            as is_of_several
    from lists

)

select
    record,
    case
        when most_patients > 1 or len(ids) > 1
            then concat_ws('-', session_key, left(md5(patient_id), 8))
        else session_key
    end as session_key,
    'cliniko-' || left(md5(patient_id), 12) as client_given_id,
    'Patient ' || patient_id as client_name,
    null::varchar as client_email,
    null::varchar as client_phone,
    coach,
    service,
    starts_text,
    null::timestamp as starts_local,
    starts as starts_utc,
    null::timestamp as ends_local,
    date_diff('minute', starts, ends)::integer as duration_minutes,
    null::varchar as zone,
    null::timestamp as booked_local,
    try_strptime(booked, '%Y-%m-%d %H:%M:%S %z') at time zone 'UTC' as booked_utc,
    null::timestamp as moved_local,
    case
        when cancelled is not null and (not is_of_several or count_patients = 0)
            then 'cancelled'
        when is_of_several then 'unknown'
        when missed = 'true' then 'no_show'
        when arrived = 'true' then 'attended'
        else 'booked'
    end as status,
    null::varchar as problem,
    case
        when lower(service) like 'unavailable%' and coalesce(missed, '') <> 'true'
            then 'it is a block in the calendar, not a session'
        when patient_id is null and most_patients > 1
            then 'it is a group that does not say who was in it'
    end as ignored,
    null::timestamp as cancelled_local,
    case
        when not is_of_several or count_patients = 0
            then
                try_strptime(cancelled, '%Y-%m-%d %H:%M:%S %z') at time zone 'UTC'
    end as cancelled_utc,
    null::varchar as cancelled_by,
    null::varchar as replaces_key,
    null::varchar as price_text,
    null::varchar as currency,
    null::varchar as reminder_strategy,
    null::integer as package_sessions
from spread
order by record, place
