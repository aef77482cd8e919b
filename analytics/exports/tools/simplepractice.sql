-- One row a record of SimplePractice's Appointment Status report, in the normal form.
with

texts as (

    select
        *,
        coalesce(
            try_strptime(
                starts,
                [
                    '%m/%d/%Y %H:%M', '%m/%d/%Y %I:%M %p', '%m/%d/%Y %H:%M:%S',
                    '%m/%d/%y %H:%M'
                ]
            ),
            -- A date that a workbook held as one.
            try_cast(starts as timestamp)
        ) as starts_local,
        cents(fee) as fee_cents
    from raw

),

-- The billing codes of one appointment: the one with the highest fee names it.
appointments as (

    select
        *,
        sum(fee_cents) over same_time as total_cents,
        first_value(service) over dearest_first as main_code
    from texts
    window
        same_time as (partition by lower(client_name), starts_local),
        dearest_first as (
            partition by lower(client_name), starts_local
            order by fee_cents desc nulls last, service asc
        )

)

select
    record,
    left(md5(concat_ws('|', lower(client_name), starts_local::varchar)), 20)
        as session_key,
    null::varchar as client_given_id,
    client_name,
    null::varchar as client_email,
    null::varchar as client_phone,
    coach,
    main_code as service,
    starts as starts_text,
    starts_local,
    null::timestamp as starts_utc,
    null::timestamp as ends_local,
    null::integer as duration_minutes,
    null::varchar as zone,
    null::timestamp as booked_local,
    null::timestamp as booked_utc,
    null::timestamp as moved_local,
    -- Never booked, which a practice may presume attended.
    'unknown' as status,
    null::varchar as problem,
    case
        when client_name is null and starts_local is null
            then 'it is a total, not a session'
    end as ignored,
    null::timestamp as cancelled_local,
    null::timestamp as cancelled_utc,
    null::varchar as cancelled_by,
    null::varchar as replaces_key,
    (total_cents / 100)::decimal(14, 2)::varchar as price_text,
    null::varchar as currency,
    null::varchar as reminder_strategy,
    null::integer as package_sessions
from appointments
order by record
