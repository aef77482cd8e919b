-- One row a time that a booking had and gave up for another. Reads slot_runs. What the
-- tool had marked as held was: such a time was put right afterwards.
create or replace temp table given_up as
with

followed as (

    select
        *,
        case
            when nth > 0 then known_at
            else coalesce(moved_at, booked_at, least(starts_at, seen_at))
        end as slot_known_at,
        lead(known_at) over booking as moved_known_at,
        last_value(client_id) over booking as newest_client_id,
        strftime(starts_at, '%Y-%m-%dT%H:%MZ') as start_text
    from slot_runs
    window
        booking as (
            partition by session_id
            order by nth
            rows between unbounded preceding and unbounded following
        )

),

left_behind as (

    select
        *,
        row_number() over (
            partition by session_id, start_text order by nth
        ) as again
    from followed
    where moved_known_at is not null

)

select
    session_id || '@' || start_text
    || case when again > 1 then '#' || again else '' end as slot_id,
    session_id,
    nth,
    source,
    client_id,
    coach,
    service,
    starts_at,
    (to_practice_time(starts_at)::date - date '1970-01-01')::integer
        as starts_day,
    extract('hour' from to_practice_time(starts_at))::integer as starts_hour,
    duration_minutes,
    booked_at,
    slot_known_at,
    moved_known_at,
    false as is_cut
from left_behind
where
    client_id = newest_client_id
    and coalesce(status, 'unknown') not in ('attended', 'no_show')
