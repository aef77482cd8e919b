-- One row a return: a client came again after a silence longer than their horizon with
-- nothing booked, or after an ending or a pause that somebody had entered.
with

-- Lists, one a client: to sort and join the days of millions of sessions as rows takes
-- many times as long.
came as (

    select
        client_id,
        list_sort(list(distinct start_day)) as days

    from session_facts

    where is_attended

    group by client_id

),

gaps as (

    select
        client_id,
        unnest(list_slice(days, 1, -2)) as last_day,
        unnest(list_slice(days, 2, -1)) as return_day

    from came

),

practice as (

    select median(return_day - last_day) as gap_days

    from gaps

),

-- What somebody entered of how it stood; the client who comes later is back.
told as (

    select
        client_id,
        standing,
        on_date - date '1970-01-01' as on_day,
        until_date - date '1970-01-01' as until_day

    from endings

    where
        withdrawn_at is null
        and on_date <= $entry_day
        and standing not in ('active', 'unknown')

),

told_of as (

    select
        gaps.client_id,
        gaps.return_day,
        arg_max(told.standing, told.on_day) as standing

    from gaps
    inner join told
        on
            gaps.client_id = told.client_id
            and gaps.last_day <= told.on_day
            and gaps.return_day > told.on_day

    group by gaps.client_id, gaps.return_day

),

candidates as (

    select
        gaps.client_id,
        gaps.last_day,
        gaps.return_day,
        told_of.standing

    from gaps
    left join told_of
        on
            gaps.client_id = told_of.client_id
            and gaps.return_day = told_of.return_day

    where
        gaps.return_day - gaps.last_day > $shortest_horizon_days
        or told_of.standing is not null

),

-- The gaps before the silence, the latest eight: as the usual gap is reckoned.
earlier as (

    select
        client_id,
        return_day,
        unnest(list_slice(days, greatest(place - 8, 1), place - 1)) as gap_from_day,
        unnest(list_slice(days, greatest(place - 7, 2), place)) as gap_until_day

    from
        (
            select
                candidates.client_id,
                candidates.return_day,
                came.days,
                list_position(came.days, candidates.last_day) as place

            from candidates
            inner join came on candidates.client_id = came.client_id
        ) as placed

),

own as (

    select
        client_id,
        return_day,
        count(*) as count_gaps,
        median(ln(gap_until_day - gap_from_day)) as log_gap_days

    from earlier

    group by client_id, return_day

),

horizons as (

    select
        candidates.client_id,
        candidates.last_day,
        candidates.return_day,
        candidates.standing,
        greatest(
            $shortest_horizon_days,
            $horizon_gaps * round(
                exp(
                    (
                        coalesce(own.count_gaps * own.log_gap_days, 0)
                        + ln(practice.gap_days)
                    ) / (coalesce(own.count_gaps, 0) + 1)
                ), 6
            )
        ) as horizon_days

    from candidates
    cross join practice
    left join own
        on
            candidates.client_id = own.client_id
            and candidates.return_day = own.return_day

),

longer as (

    select *

    from horizons

    where standing is not null or return_day - last_day > horizon_days

),

-- Of the day before the silence with whom and what; of the return since when it was
-- booked. Of two sessions on a day the later in the alphabet, and the earlier booked.
before_it as (

    select
        longer.client_id,
        longer.return_day,
        max(session_facts.coach) as coach,
        max(session_facts.service) as service

    from longer
    inner join session_facts
        on
            longer.client_id = session_facts.client_id
            and longer.last_day = session_facts.start_day

    where session_facts.is_attended

    group by longer.client_id, longer.return_day

),

booked as (

    select
        longer.client_id,
        longer.return_day,
        min(sessions_s.slot_known_s) as known_s

    from longer
    inner join sessions_s
        on
            longer.client_id = sessions_s.client_id
            and longer.return_day = sessions_s.start_day

    where
        sessions_s.outcome = 'attended'
        and sessions_s.slot_known_s <= $as_of_s

    group by longer.client_id, longer.return_day

),

silences as (

    select
        longer.*,
        before_it.coach,
        before_it.service

    from longer
    inner join before_it
        on
            longer.client_id = before_it.client_id
            and longer.return_day = before_it.return_day
    inner join booked
        on
            longer.client_id = booked.client_id
            and longer.return_day = booked.return_day

    where
        longer.standing is not null
        -- Booked before the horizon had passed: then nobody had gone quiet.
        or booked.known_s // 86400 > longer.last_day + longer.horizon_days

),

away as (

    select
        scope,
        client_id,
        coach,
        from_date - date '1970-01-01' as from_day,
        until_date - date '1970-01-01' as until_day

    from absences

    where withdrawn_at is null and from_date <= $entry_day

    union all

    select
        'client' as scope,
        client_id,
        null as coach,
        on_day as from_day,
        until_day

    from told

    where
        standing = 'paused'
        or (standing = 'handed_over' and until_day is not null)

),

-- An absence of the silence that was over by the return, or nearly so.
ended_away as (

    select distinct
        silences.client_id,
        silences.return_day

    from silences
    inner join away
        on
            away.scope = 'practice'
            or (away.scope = 'coach' and silences.coach = away.coach)
            or (away.scope = 'client' and silences.client_id = away.client_id)

    where
        away.from_day < silences.return_day
        and (
            away.until_day is null
            or (
                away.until_day > silences.last_day
                and away.until_day >= silences.return_day - $before_days
            )
        )

),

-- An answer to a contact is no contact.
contacted as (

    select distinct
        silences.client_id,
        silences.return_day

    from silences
    inner join follow_ups
        on
            silences.client_id = follow_ups.client_id
            and follow_ups.on_date - date '1970-01-01' > silences.last_day
            and follow_ups.on_date - date '1970-01-01' < silences.return_day
            and follow_ups.on_date - date '1970-01-01'
            >= silences.return_day - $before_days

    where
        follow_ups.withdrawn_at is null
        and follow_ups.step <> 'answer'
        and follow_ups.on_date <= $entry_day

),

final as (

    select
        silences.client_id,
        silences.coach,
        silences.service,
        silences.last_day,
        silences.return_day,
        silences.return_day - silences.last_day as days_away,
        silences.horizon_days,
        case
            when silences.standing = 'paused' then 'pause'
            when silences.standing <> 'drifted' then 'ending'
            else 'silence'
        end as kind,
        contacted.client_id is not null as is_contacted,
        ended_away.client_id is not null as is_away_over

    from silences
    left join contacted
        on
            silences.client_id = contacted.client_id
            and silences.return_day = contacted.return_day
    left join ended_away
        on
            silences.client_id = ended_away.client_id
            and silences.return_day = ended_away.return_day

    where
        ($selected_coach::varchar is null or silences.coach = $selected_coach)
        and (
            $selected_service::varchar is null
            or silences.service = $selected_service
        )
        and (
            $selected_from_day::bigint is null
            or silences.return_day >= $selected_from_day
        )
        and (
            $selected_until_day::bigint is null
            or silences.return_day < $selected_until_day
        )
        and (
            $selected_clients::varchar[] is null
            or list_contains($selected_clients, silences.client_id)
        )

)

select * from final
order by return_day, client_id
