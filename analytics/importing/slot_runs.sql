-- One row a time that a booking of a touched client had, in the order in which the
-- exports showed them: only of bookings that had several. Reads the temporary table
-- repeated_ids and the macro to_local, which knows the zones of moved_zones.sql.
create or replace temp table slot_runs as
with

restarted as (

    select v.session_id
    from session_versions as v
    semi join repeated_ids as r on v.session_id = r.session_id
    group by v.session_id
    having min(v.starts_at) < max(v.starts_at)

),

moments as (

    select
        v.*,
        row_number() over (
            partition by v.session_id, v.exported_at
            order by precedence(v) desc
        ) as place
    from session_versions as v
    semi join restarted as r on v.session_id = r.session_id

),

steps as (

    select
        *,
        lag(starts_at) over shown as earlier_at,
        lag(zone) over shown as earlier_zone
    from moments
    where place = 1
    window shown as (partition by session_id order by exported_at)

),

-- The same time on the clock in another zone is a zone put right, and no move.
told_apart as (

    select
        *,
        coalesce(
            starts_at <> earlier_at
            and (
                zone = earlier_zone
                or coalesce(
                    to_local(starts_at, zone) <> to_local(earlier_at, earlier_zone),
                    true
                )
            ),
            false
        ) as is_another
    from steps

),

numbered as (

    select
        *,
        sum(is_another::integer) over (
            partition by session_id
            order by exported_at
            rows between unbounded preceding and current row
        ) as nth
    from told_apart

),

-- Of each run the newest row: what was last shown of that time.
runs as (

    select
        *,
        min(exported_at) over run as seen_at
    from numbered
    window run as (partition by session_id, nth)
    qualify
        row_number() over (
            partition by session_id, nth order by exported_at desc
        ) = 1

)

select
    session_id,
    nth::integer as nth,
    seen_at,
    -- When it came in the place of the one before it.
    coalesce(moved_at, seen_at) as known_at,
    source,
    client_id,
    coach,
    service,
    starts_at,
    duration_minutes,
    booked_at,
    moved_at,
    status
from runs
