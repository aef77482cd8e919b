-- One row a session of the clients in `touched`: what all imports together say.
-- Reads the temporary tables touched, repeated_ids, slot_runs, presumptions and
-- agreed_spans.
with

-- Touched clients come with everybody who ever had one of their sessions, so
-- these are all versions of each session.
versions as (

    select
        v.*,
        v.status in (
            'cancelled', 'cancelled_by_coach', 'late_cancelled', 'rescheduled'
        ) as is_cancelled
    from session_versions as v
    semi join touched as t on v.client_id = t.client_id

),

-- Most sessions were shown by one import only: they need no ranking. Of several
-- exports of one moment the more final row counts, as within one file.
moments as (

    select
        v.*,
        row_number() over (
            partition by v.session_id, v.exported_at
            order by precedence(v) desc
        ) as place
    from versions as v
    semi join repeated_ids on v.session_id = repeated_ids.session_id

),

repeated as (

    select * exclude (place)
    from moments
    where place = 1

),

latest_moments as (

    select
        session_id,
        max(exported_at) as exported_at
    from repeated
    group by session_id

),

newest_repeated as (

    select r.*
    from repeated as r
    inner join latest_moments as m
        on r.session_id = m.session_id and r.exported_at = m.exported_at

),

-- What the older versions of a session tell about its cancellation.
history as (

    select
        n.session_id,
        min(v.exported_at) as first_seen_at,
        max(v.exported_at) filter (
            where not v.is_cancelled and n.is_cancelled
        ) as seen_open_at
    from newest_repeated as n
    inner join repeated as v on n.session_id = v.session_id
    group by n.session_id

),

cancel_seen as (

    select
        v.session_id,
        min(v.exported_at) as seen_cancelled_at
    from repeated as v
    inner join history as h on v.session_id = h.session_id
    where
        v.is_cancelled
        and (h.seen_open_at is null or v.exported_at > h.seen_open_at)
    group by v.session_id

),

-- Since when a session that had another time before has the one it has.
moved as (

    select
        session_id,
        max_by(seen_at, nth) as slot_seen_at
    from slot_runs
    group by session_id
    having max(nth) > 0

),

newest as (

    select
        n.*,
        h.first_seen_at,
        h.seen_open_at,
        case
            when n.is_cancelled
                then coalesce(c.seen_cancelled_at, n.exported_at)
        end as seen_cancelled_at,
        m.slot_seen_at
    from newest_repeated as n
    inner join history as h on n.session_id = h.session_id
    left join cancel_seen as c on n.session_id = c.session_id
    left join moved as m on n.session_id = m.session_id

    union all

    select
        v.*,
        v.exported_at as first_seen_at,
        null::timestamp as seen_open_at,
        case when v.is_cancelled then v.exported_at end as seen_cancelled_at,
        null::timestamp as slot_seen_at
    from versions as v
    anti join repeated_ids on v.session_id = repeated_ids.session_id

),

bounded as (

    select
        n.*,
        coalesce(n.moved_at, n.slot_seen_at) as slot_moved_at,
        coalesce(n.cancelled_at, n.seen_open_at) as late_if_after,
        coalesce(p.presumption, 'unknown') as presumption,
        -- Only of these the notice is asked: the rest finds no agreement below.
        case when n.status = 'cancelled' then 'all' end as whose,
        case
            when n.status = 'cancelled'
                then to_practice_time(
                    coalesce(
                        n.booked_at,
                        -- It was booked before it took place and before it was
                        -- cancelled, whenever that was.
                        least(
                            n.starts_at, coalesce(n.cancelled_at, n.seen_cancelled_at)
                        )
                    )
                )::date
        end as booked_day
    from newest as n
    left join presumptions as p on n.source = p.source

),

-- The client's own agreement goes before the service's, and that before everybody's.
agreed as (

    select
        b.*,
        b.starts_at - to_hours(
            coalesce(own.hours, theirs.hours, everybodys.hours, $notice_hours)
        ) as late_from
    from bounded as b
    left join agreed_spans as own
        on
            own.whose = 'client'
            and b.client_id = own.client_id
            and b.booked_day >= own.from_day
            and b.booked_day < own.until_day
    left join agreed_spans as theirs
        on
            theirs.whose = 'service'
            and b.service = theirs.service
            and b.booked_day >= theirs.from_day
            and b.booked_day < theirs.until_day
    left join agreed_spans as everybodys
        on
            b.whose = everybodys.whose
            and b.booked_day >= everybodys.from_day
            and b.booked_day < everybodys.until_day

)

select
    session_id,
    source,
    client_id,
    coach,
    service,
    starts_at,
    (to_practice_time(starts_at)::date - date '1970-01-01')::integer
        as starts_day,
    extract('hour' from to_practice_time(starts_at))::integer as starts_hour,
    zone,
    duration_minutes,
    booked_at,
    coalesce(
        slot_moved_at, booked_at, least(starts_at, first_seen_at)
    ) as slot_known_at,
    case
        when status = 'cancelled' and cancelled_by = 'coach'
            then 'cancelled_by_coach'
        when
            status = 'cancelled'
            and late_if_after > late_from
            then 'late_cancelled'
        when status not in ('booked', 'unknown') then status
        when starts_at > exported_at then 'scheduled'
        when status = 'booked' then presumption
        else 'unknown'
    end as outcome,
    case
        when status not in ('booked', 'unknown') then 'recorded'
        when
            starts_at <= exported_at
            and status = 'booked' and presumption = 'attended'
            then 'presumed'
        else 'none'
    end as outcome_basis,
    false as is_excused,
    null::varchar as excused_reason,
    case
        when is_cancelled
            then coalesce(cancelled_at, least(starts_at, seen_cancelled_at))
        else starts_at
    end as outcome_known_at,
    case when is_cancelled then cancelled_at end as cancelled_at,
    case when is_cancelled and cancelled_at is null then seen_open_at end
        as cancelled_after,
    case when is_cancelled and cancelled_at is null then seen_cancelled_at end
        as cancelled_before,
    case when is_cancelled then cancelled_by end as cancelled_by,
    slot_moved_at as moved_at,
    replaces,
    null::timestamp as replaced_known_at,
    price_cents,
    currency,
    reminder_strategy,
    package_sessions,
    import_id,
    exported_at as last_seen_at,
    -- Neither its time nor what exports before and after show tells.
    coalesce(
        status = 'cancelled'
        and cancelled_by is distinct from 'coach'
        and cancelled_at is null
        and coalesce(seen_open_at <= late_from, true)
        and seen_cancelled_at > late_from,
        false
    ) as is_late_unknown,
    null::timestamp as vanished_known_at,
    case when replaces is not null then 'recorded' end as link_basis
from agreed
