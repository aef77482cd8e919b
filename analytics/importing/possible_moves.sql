-- One row a cancelled session and a booking it may have been moved to, where the
-- file has no link. Reads `resolved` and, since a booking may have moved on under its
-- own id, `first_slots`; the rule stands in docs/definitions.md.
-- Everything used was known when the new slot was booked, so that nothing that
-- happens later can make or unmake a link.
with

freed as (

    select
        session_id,
        client_id,
        service,
        starts_at,
        booked_at,
        cancelled_at,
        coalesce(cancelled_at, cancelled_after, booked_at) as cancelled_from,
        coalesce(cancelled_at, least(starts_at, cancelled_before))
            as cancelled_until
    from resolved
    where
        service is not null
        and (
            outcome in ('cancelled', 'late_cancelled')
            -- That the coach cancelled is a fact; without the time of it a move
            -- would be a guess.
            or (outcome = 'cancelled_by_coach' and cancelled_at is not null)
        )

),

-- A move goes four weeks at the most, so a slot is looked for in its own stretch of
-- four weeks and the two beside it only: rows are many.
booked as (

    select
        r.session_id,
        r.client_id,
        r.service,
        coalesce(f.starts_at, r.starts_at) as starts_at,
        r.booked_at
    from resolved as r
    left join first_slots as f on r.session_id = f.session_id
    where r.service is not null and r.replaces is null

),

bookings as (

    select
        *,
        epoch(starts_at)::bigint // 2419200 as place
    from booked
    where starts_at >= booked_at

),

freed_places as (

    select
        f.*,
        epoch(f.starts_at)::bigint // 2419200 + beside.step as place
    from freed as f
    cross join (values (-1), (0), (1)) as beside (step)

),

-- The same person and service, booked within 48 hours of the cancellation and
-- not before it: a slot they already had is no move. Where the time of the
-- cancellation is not known, the new slot was booked before the old one's start.
booked_again as (

    select
        f.session_id as old_id,
        f.starts_at as old_starts_at,
        f.cancelled_until,
        f.cancelled_at is not null as is_time_known,
        n.session_id as new_id,
        n.client_id,
        n.booked_at,
        n.starts_at as new_starts_at
    from freed_places as f
    inner join bookings as n
        on
            f.client_id = n.client_id
            and f.service = n.service
            and f.place = n.place
            and n.booked_at
            between f.cancelled_from - interval 1 hour
            and case
                when f.cancelled_at is null then f.cancelled_until
                else f.cancelled_until + interval 48 hour
            end
            and n.starts_at
            between f.starts_at - interval 28 day
            and f.starts_at + interval 28 day
    where
        f.session_id <> n.session_id
        and (f.booked_at is null or f.booked_at < n.booked_at)

),

-- The rhythm as it was when the new slot was booked: gaps between the sessions
-- before it that were not cancelled.
gaps as (

    select
        client_id,
        starts_at,
        date_diff(
            'minute',
            lag(starts_at) over (partition by client_id order by starts_at),
            starts_at
        ) / 1440.0 as gap_days
    from resolved
    where
        outcome in ('attended', 'no_show', 'unknown')
        and client_id in (select b.client_id from booked_again as b)

),

with_rhythm as (

    select
        b.old_id,
        b.new_id,
        b.booked_at,
        b.cancelled_until,
        b.is_time_known,
        b.new_starts_at,
        date_diff('minute', b.old_starts_at, b.new_starts_at) / 1440.0
            as shift_days,
        -- Fewer than two gaps tell no rhythm: most coaching is weekly.
        case
            when count(g.gap_days) filter (where g.gap_days > 0) >= 2
                then median(g.gap_days) filter (where g.gap_days > 0)
            else 7
        end as rhythm_days
    from booked_again as b
    left join gaps as g
        on
            b.client_id = g.client_id
            and b.booked_at > g.starts_at
            and g.starts_at >= b.booked_at - interval 180 day
    group by all

),

moves as (

    select
        *,
        greatest(1.0, 0.2 * rhythm_days) as tolerance_days
    from with_rhythm

)

select
    old_id,
    new_id,
    booked_at,
    cancelled_until,
    new_starts_at,
    shift_days,
    is_time_known
from moves
-- A slot that the usual rhythm would have brought anyway is no move.
where
    shift_days > -(rhythm_days - tolerance_days)
    and shift_days < rhythm_days - tolerance_days
