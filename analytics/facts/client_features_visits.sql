-- One row a session attended, in the order in which they became known: the client's
-- rhythm from then until the next one is known.
with

numbered as (

    select
        client_id,
        coach,
        service,
        sessions_planned,
        start_s,
        start_day,
        event_s as known_s,
        row_number() over (
            partition by client_id
            order by event_s, start_s, session_id
        ) as nth,
        row_number() over (
            partition by client_id, service, sessions_planned
            order by event_s, start_s, session_id
        ) as programme_nth,
        max(start_day) over (
            partition by client_id
            order by event_s, start_s, session_id
            rows between unbounded preceding and 1 preceding
        ) as before_day

    from client_features_events

    where is_attended

),

stepped as (

    select
        client_id,
        coach,
        service,
        sessions_planned,
        start_s,
        start_day,
        known_s,
        nth,
        programme_nth,
        -- A second session on one day is no gap, nor is one that was logged late.
        case
            when start_day > before_day then start_day - before_day
        end as gap_days,
        sum(case when start_day > before_day then 1 else 0 end) over (
            partition by client_id
            order by nth
            rows between unbounded preceding and current row
        ) as count_gaps

    from numbered

),

gaps as (

    select
        client_id,
        count_gaps as nth,
        gap_days

    from stepped

    where gap_days is not null

),

-- The last eight gaps as they stood at each gap.
rhythms as (

    select
        latest.client_id,
        latest.nth,
        count(*) as used_gaps,
        median(ln(gaps.gap_days)) as log_gap,
        avg(ln(gaps.gap_days)) filter (
            where gaps.nth > latest.nth - 2
        ) as log_last_two,
        stddev_pop(ln(gaps.gap_days)) as spread

    from gaps as latest
    inner join gaps
        on
            latest.client_id = gaps.client_id
            and latest.nth >= gaps.nth
            and latest.nth - 8 < gaps.nth

    group by latest.client_id, latest.nth

),

final as (

    select
        stepped.client_id,
        stepped.coach,
        stepped.nth as sessions_attended,
        stepped.known_s,
        stepped.gap_days,
        stepped.sessions_planned,
        coalesce(
            lead(stepped.known_s) over (
                partition by stepped.client_id
                order by stepped.nth
            ), 32503680000
        ) as until_s,
        -- The last session is the latest that began, in whatever order they came.
        max(stepped.start_day) over (
            partition by stepped.client_id
            order by stepped.nth
            rows between unbounded preceding and current row
        ) as last_day,
        min(stepped.start_day) over (
            partition by stepped.client_id
            order by stepped.nth
            rows between unbounded preceding and current row
        ) as first_day,
        stepped.start_day as day_0,
        lag(stepped.start_day, 1) over (
            partition by stepped.client_id
            order by stepped.nth
        ) as day_1,
        lag(stepped.start_day, 2) over (
            partition by stepped.client_id
            order by stepped.nth
        ) as day_2,
        lag(stepped.start_day, 3) over (
            partition by stepped.client_id
            order by stepped.nth
        ) as day_3,
        lag(stepped.start_day, 4) over (
            partition by stepped.client_id
            order by stepped.nth
        ) as day_4,
        lag(stepped.start_day, 5) over (
            partition by stepped.client_id
            order by stepped.nth
        ) as day_5,
        lead(stepped.start_day) over (
            partition by stepped.client_id
            order by stepped.nth
        ) as next_day,
        lead(stepped.known_s) over (
            partition by stepped.client_id
            order by stepped.nth
        ) as next_known_s,
        -- A programme bought again begins anew.
        (stepped.programme_nth - 1) % stepped.sessions_planned + 1
            as programme_sessions_attended,
        coalesce(rhythms.used_gaps, 0) as used_gaps,
        rhythms.log_gap,
        rhythms.log_last_two,
        rhythms.spread

    from stepped
    left join rhythms
        on
            stepped.client_id = rhythms.client_id
            and stepped.count_gaps = rhythms.nth

)

select * from final
