-- One row a return: a client came again after a silence longer than their horizon with
-- nothing booked, or after an ending or a pause that somebody had entered.
with

visits as (

    select
        client_id,
        start_day,
        max(coach) as coach,
        max(service) as service,
        min(session_id) as session_id

    from session_facts

    where is_attended

    group by client_id, start_day

),

gaps as (

    select
        client_id,
        start_day as return_day,
        session_id,
        lag(start_day) over by_day as last_day,
        lag(coach) over by_day as coach,
        lag(service) over by_day as service,
        row_number() over by_day as number

    from visits

    window by_day as (partition by client_id order by start_day)

),

practice as (

    select median(return_day - last_day) as gap_days

    from gaps

    where last_day is not null

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
        gaps.*,
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
own as (

    select
        candidates.client_id,
        candidates.return_day,
        count(*) as count_gaps,
        median(ln(earlier.return_day - earlier.last_day)) as log_gap_days

    from candidates
    inner join gaps as earlier
        on
            candidates.client_id = earlier.client_id
            and earlier.number between candidates.number - 8 and candidates.number - 1

    where earlier.last_day is not null

    group by candidates.client_id, candidates.return_day

),

horizons as (

    select
        candidates.*,
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

silences as (

    select
        horizons.*,
        -- Booked before the horizon had passed: then nobody had gone quiet.
        coalesce(
            sessions_s.slot_known_s // 86400
            <= horizons.last_day + horizons.horizon_days,
            false
        ) as was_booked

    from horizons
    left join sessions_s on horizons.session_id = sessions_s.session_id

    where
        horizons.standing is not null
        or horizons.return_day - horizons.last_day > horizons.horizon_days

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

    where standing = 'paused'

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
        (silences.standing is not null or not silences.was_booked)
        and (
            $selected_coach::varchar is null
            or silences.coach = $selected_coach
        )
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
