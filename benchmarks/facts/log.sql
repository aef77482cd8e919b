-- One row a slot: clients begin at some time in three years and come every week, every
-- other or every third, each with their own habits. Drawn by hash: the same each run.
with

clients as (

    select
        range as client_number,
        7 * (1 + hash(range) % 3) as gap_days,
        hash(range, 'begins') % 1000 / 1e3 as begins,
        hash(range, 'hour') % 20 as half_hour,
        40 + hash(range, 'habit') % 80 as per_mille_missed

    from range($clients)

),

slots as (

    select
        clients.*,
        slot_number.range as slot_number,
        hash(clients.client_number, slot_number.range) as draw,
        timestamp '2023-01-01'
        + to_minutes(
            (
                (
                    clients.begins * (1095 - $per_client * clients.gap_days)
                    + slot_number.range * clients.gap_days
                )::bigint * 1440
                + 480 + 30 * clients.half_hour
            )::bigint
        )
        -- Two slots in a hundred lie a day or two beside the rhythm.
        + to_days(
            case
                when hash(clients.client_number, slot_number.range, 'off') % 50 = 0
                    then (1 + clients.client_number % 2)::integer
                else 0
            end
        ) as starts_at

    from clients
    cross join range($per_client) as slot_number

),

booked as (

    select
        *,
        starts_at - to_hours((1 + hash(draw, 'lead') % 1000)::integer) as booked_at,
        hash(draw, 'notice') % 1000 / 1e3 as share_of_lead,
        case
            when draw % 1000 < per_mille_missed then 'no_show'
            when draw % 1000 < 220 then 'cancelled'
            when draw % 1000 < 270 then 'rescheduled'
            else 'attended'
        end as outcome

    from slots

),

ended as (

    select
        *,
        case
            when outcome in ('cancelled', 'rescheduled')
                then booked_at + (starts_at - booked_at) * share_of_lead
        end as cancelled_at

    from booked

)

select
    'calendly:' || md5(client_number || '/' || slot_number) as session_id,
    'calendly' as source,
    'c-' || substr(md5(client_number::varchar), 1, 12) as client_id,
    'Coach ' || (client_number % greatest($clients // 40, 5)) as coach,
    'Service ' || (client_number % 6) as service,
    starts_at,
    (starts_at::date - date '1970-01-01')::integer as starts_day,
    extract('hour' from starts_at)::integer as starts_hour,
    'UTC' as zone,
    60 as duration_minutes,
    booked_at,
    booked_at as slot_known_at,
    case
        when outcome = 'cancelled' and cancelled_at > starts_at - to_hours(24)
            then 'late_cancelled'
        else outcome
    end as outcome,
    case when outcome = 'attended' then 'presumed' else 'recorded' end
        as outcome_basis,
    false as is_excused,
    coalesce(cancelled_at, starts_at) as outcome_known_at,
    cancelled_at,
    case when outcome = 'rescheduled' then cancelled_at end as replaced_known_at,
    6000 + 1000 * (client_number % 6) as price_cents,
    'EUR' as currency,
    'i-1' as import_id,
    timestamp '2026-01-01' as last_seen_at
from ended
order by starts_at
