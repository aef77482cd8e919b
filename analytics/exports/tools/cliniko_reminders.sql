-- One row a channel of a person of a record of Cliniko's appointments export.
with

people as (

    select
        session_key,
        starts,
        most_patients,
        sms,
        email,
        string_split_regex(patient_ids, '[,;|\s]+') as ids
    from raw
    where
        nullif(upper(patient_ids), 'N/A') is not null
        and lower(coalesce(service, '')) not like 'unavailable%'

),

spread as (

    select
        *,
        unnest(ids) as patient_id
    from people

),

channels as (

    select
        *,
        unnest(['sms', 'email']) as channel,
        lower(unnest([sms, email])) as is_sent
    from spread

)

select
    case
        when try_cast(most_patients as integer) > 1 or len(ids) > 1
            then concat_ws('-', session_key, left(md5(patient_id), 8))
        else session_key
    end as session_key,
    'cliniko-' || left(md5(patient_id), 12) as client_given_id,
    'Patient ' || patient_id as client_name,
    null::varchar as client_email,
    null::varchar as client_phone,
    try_strptime(starts, '%Y-%m-%d %H:%M:%S %z') at time zone 'UTC'
        as session_starts_utc,
    null::timestamp as sent_local,
    channel,
    null::varchar as strategy,
    case is_sent
        when 'true' then 'sent'
        when 'false' then 'not_sent'
        else 'unknown'
    end as status,
    null::varchar as problem
from channels
