-- One row an eligible session: what the client's course so far said when its first
-- reminder was due, and whether anything was booked 60 days after it. Reads the tables
-- client_features_events and eligible.
with

moments as (

    -- What ended, from when it was known. A presumed end counts: it is what a coach
    -- saw when choosing whom to remind.
    select
        client_id,
        event_s as at_s,
        0 as nth,
        null as session_id,
        case when is_attended then 1 else 0 end as attended,
        case when outcome in ('no_show', 'late_cancelled') then 1 else 0 end as missed,
        case when outcome in ('cancelled', 'rescheduled') then 1 else 0 end
            as called_off,
        case
            when is_attended then 0e0
            when outcome in ('no_show', 'late_cancelled') then 1e0
        end as ended_missed,
        case when is_attended then start_day end as attended_day,
        0 as opened
    from client_features_events
    where event_s is not null and is_counted

    union all

    select
        client_id,
        unnest([slot_known_s, closed_s]) as at_s,
        0 as nth,
        null as session_id,
        0 as attended,
        0 as missed,
        0 as called_off,
        null as ended_missed,
        null as attended_day,
        unnest([1, -1]) as opened
    from client_features_events
    where slot_known_s < closed_s

    union all

    select
        client_id,
        unnest([due_s, midnight_s + 61 * 86400]) as at_s,
        unnest([1, 2]) as nth,
        session_id,
        0 as attended,
        0 as missed,
        0 as called_off,
        null as ended_missed,
        null as attended_day,
        0 as opened
    from eligible

),

so_far as (

    select
        session_id,
        nth,
        sum(attended) over course as attended,
        sum(missed) over course as missed,
        sum(called_off) over course as called_off,
        last_value(ended_missed ignore nulls) over course as last_missed,
        min(attended_day) over course as first_day,
        max(attended_day) over course as last_day,
        sum(opened) over course as booked
    from moments
    window course as (
        partition by client_id
        -- What was known by the very second counts.
        order by at_s, nth
        range between unbounded preceding and current row
    )

),

final as (

    select
        session_id,
        max(attended) filter (where nth = 1) as attended,
        max(missed) filter (where nth = 1) as missed,
        max(called_off) filter (where nth = 1) as called_off,
        max(last_missed) filter (where nth = 1) as last_missed,
        max(first_day) filter (where nth = 1) as first_day,
        max(last_day) filter (where nth = 1) as last_day,
        -- The session itself is one of those in the book.
        max(booked) filter (where nth = 1) - 1 as booked_besides,
        max(booked) filter (where nth = 2) as booked_later
    from so_far
    where nth > 0
    group by session_id

)

select * from final
