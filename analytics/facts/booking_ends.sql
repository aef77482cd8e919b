-- One row a session of the log: whether it was missed, as far as anybody vouches for
-- it, and from when that counts. Nothing is cut at a moment: that is for whoever looks.
with

timed as (

    select
        events.session_id,
        events.client_id,
        coalesce(events.coach, '') as coach,
        events.start_s,
        events.start_day,
        sessions_s.start_hour,
        events.slot_known_s,
        events.closed_s,
        events.event_s,
        events.outcome,
        events.is_counted,
        sessions_s.is_late_unknown,
        -- That a past booking counts as attended unless somebody marked it is a rule,
        -- and no evidence that anybody came.
        events.outcome = 'attended'
        and sessions_s.outcome_basis not in ('presumed', 'none') as is_seen,
        -- The first second of its local day.
        events.start_s - 3600 * sessions_s.start_hour - events.start_s % 3600
            as midnight_s

    from client_features_events as events
    inner join sessions_s on events.session_id = sessions_s.session_id

),

slots as (

    select
        session_id,
        client_id,
        coach,
        start_s,
        start_day,
        start_hour,
        midnight_s,
        slot_known_s,
        closed_s,
        -- Before the time of a session nobody knows that it will have been missed.
        greatest(event_s, start_s) as settled_s,
        is_seen,
        -- Days are judged from the next one on (the shortest has 23 hours), so what is
        -- known later than that cannot count.
        slot_known_s < midnight_s + 82800 as is_on_its_day,
        coalesce(event_s < midnight_s + 82800, false) as is_told_on_its_day,
        outcome = 'no_show' or is_seen as is_vouched,
        outcome in ('attended', 'no_show', 'scheduled', 'unknown') as is_held,
        case
            when outcome in ('no_show', 'late_cancelled')
                then case when is_counted then 1e0 end
            when is_seen or outcome = 'rescheduled' then 0e0
            when outcome = 'cancelled' and not is_late_unknown then 0e0
        end as missed

    from timed

),

days as (

    select
        coach,
        start_day,
        sum(
            case when is_held or not is_told_on_its_day then 1e0 else 0e0 end
        ) as count_held,
        sum(
            case when is_vouched and is_told_on_its_day then 1e0 else 0e0 end
        ) as count_vouched

    from slots

    where is_on_its_day

    group by coach, start_day

),

-- Where only some ends are marked, the misses are: they alone would teach that nobody
-- ever comes. So a day teaches only after four weeks in which (nearly) all were.
vouched as (

    select
        coach,
        start_day,
        coalesce(
            sum(count_vouched) over (
                partition by coach
                order by start_day
                range between 28 preceding and 1 preceding
            ) >= 9e-1 * sum(count_held) over (
                partition by coach
                order by start_day
                range between 28 preceding and 1 preceding
            ), false
        ) as is_vouched_for

    from days

),

final as (

    select
        slots.session_id,
        slots.client_id,
        slots.start_s,
        slots.start_day,
        slots.start_hour,
        slots.midnight_s,
        slots.slot_known_s,
        slots.closed_s,
        slots.settled_s,
        slots.is_seen or coalesce(slots.missed = 1e0, false) as is_told,
        slots.missed,
        coalesce(vouched.is_vouched_for, false) as is_vouched_for

    from slots
    left join vouched
        on
            slots.coach = vouched.coach
            and slots.start_day = vouched.start_day

)

select * from final
