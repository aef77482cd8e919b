-- One row a client: a feature query as one would write it for DuckDB alone, of about
-- the content of client_facts but without known-at, bases and programmes.
with

past as (

    select
        *,
        $as_of_s - start_s as ago_s,
        status = 'completed' as came,
        status in ('no_show', 'late') as broke,
        count(*) filter (where status in ('no_show', 'late')) over by_time as run

    from s

    where start_s <= $as_of_s

    window by_time as (
        partition by client_id
        order by start_s, session_id
        rows between unbounded preceding and current row
    )

),

counts as (

    select
        client_id,
        count(*) as slots,
        count(*) filter (where came) as came,
        count(*) filter (where status = 'no_show') as missed,
        count(*) filter (where status = 'late') as late,
        count(*) filter (where status = 'cancelled') as cancelled,
        count(*) filter (where status = 'rescheduled') as moved,
        count(*) filter (where came and ago_s < 90 * 86400) as came_90,
        count(*) filter (where broke and ago_s < 90 * 86400) as broke_90,
        min(start_s) filter (where came) as first_s,
        max(start_s) filter (where came) as last_s,
        sum(price) filter (where came) as revenue,
        arg_max(coach_id, start_s) as coach_id,
        arg_max(service_id, start_s) as service_id

    from past

    group by client_id

),

gaps as (

    select
        client_id,
        (start_s - lag(start_s) over by_time) / 86400 as gap_days,
        row_number() over (partition by client_id order by start_s desc) as back

    from past

    where came

    window by_time as (partition by client_id order by start_s)

),

rhythm as (

    select
        client_id,
        median(gap_days) as usual_gap_days

    from gaps

    where back <= 8

    group by client_id

),

runs as (

    select
        client_id,
        run,
        count(*) filter (where came) as length

    from past

    group by client_id, run

),

streaks as (

    select
        client_id,
        max(length) as best,
        arg_max(length, run) as current

    from runs

    group by client_id

)

select
    counts.*,
    rhythm.usual_gap_days,
    streaks.best,
    streaks.current
from counts
inner join streaks on counts.client_id = streaks.client_id
left join rhythm on counts.client_id = rhythm.client_id
