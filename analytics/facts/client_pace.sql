-- One row a client with a session known by the as-of: how sessions ended, how often the
-- client comes and what is booked. All that the order of Today rests on.
with

counts as (

    select
        client_id,
        count(*) as sessions_booked,
        count(*) filter (where is_attended) as sessions_attended,
        count(*) filter (
            where is_attended and outcome_basis = 'presumed'
        ) as sessions_presumed,
        count(*) filter (where outcome = 'no_show') as sessions_missed,
        count(*) filter (where outcome = 'late_cancelled') as sessions_late,
        count(*) filter (where outcome = 'cancelled') as sessions_cancelled,
        count(*) filter (
            where outcome = 'cancelled_by_coach'
        ) as sessions_cancelled_by_coach,
        count(*) filter (where outcome = 'rescheduled') as sessions_moved,
        count(*) filter (where outcome = 'unknown') as sessions_unknown,
        count(*) filter (where outcome = 'scheduled') as sessions_ahead,
        count(*) filter (where is_excused) as sessions_excused,
        min(start_s) filter (where is_attended) as first_attended_s,
        max(start_s) filter (where is_attended) as last_attended_s,
        min(start_day) filter (where is_attended) as first_attended_day,
        max(start_day) filter (where is_attended) as last_attended_day,
        min(start_s) filter (where outcome = 'scheduled') as next_booked_s,
        -- One that is missing from a newer export may still be ahead.
        max(start_s) filter (
            where outcome = 'unknown' and start_s <= $as_of_s
        ) as last_unknown_s,
        max(start_s) as last_slot_s,
        sum(price_cents) filter (
            where is_attended and is_home_currency
        ) as revenue_cents,
        count(*) filter (
            where is_attended and not is_home_currency
        ) as sessions_other_currency

    from session_facts

    group by client_id

),

-- The last session attended, else the last slot. These are counted once more, so that
-- whoever asks for a few of the counts above does not pay for all of them.
last_times as (

    select
        client_id,
        max(start_s) filter (where is_attended) as attended_s,
        max(start_s) as slot_s

    from session_facts

    group by client_id

),

-- Of two sessions at one time the later name.
latest as (

    select
        session_facts.client_id,
        max(session_facts.session_id) as session_id,
        max(session_facts.coach) as coach,
        max(session_facts.service) as service,
        max(session_facts.sessions_planned) as sessions_planned

    from session_facts
    inner join last_times
        on
            session_facts.client_id = last_times.client_id
            and session_facts.start_s
            = coalesce(last_times.attended_s, last_times.slot_s)

    where
        last_times.attended_s is null
        or session_facts.is_attended

    group by session_facts.client_id

),

-- A programme bought again counts from the start: packages of one size share a row.
programmes as (

    select
        client_id,
        service,
        sessions_planned,
        count(*) as sessions_attended

    from session_facts

    where is_attended and sessions_planned is not null

    group by client_id, service, sessions_planned

),

-- No row in a practice without a gap; two weeks are assumed there.
practice as (

    select coalesce(max(practice_gap_days), 14e0) as gap_days

    from client_rhythm

),

final as (

    select
        counts.client_id,
        counts.sessions_booked,
        counts.sessions_attended,
        counts.sessions_presumed,
        counts.sessions_missed,
        counts.sessions_late,
        counts.sessions_cancelled,
        counts.sessions_cancelled_by_coach,
        counts.sessions_moved,
        counts.sessions_unknown,
        counts.sessions_ahead,
        counts.sessions_excused,
        counts.first_attended_s,
        counts.last_attended_s,
        counts.first_attended_day,
        counts.last_attended_day,
        $as_of_day - counts.last_attended_day as days_since_last,
        counts.next_booked_s,
        counts.last_unknown_s,
        counts.last_slot_s,
        coalesce(client_rhythm.usual_gap_days, practice.gap_days) as usual_gap_days,
        coalesce(client_rhythm.count_gaps, 0) as count_gaps,
        client_rhythm.own_gap_days,
        client_rhythm.last_two_gaps_days,
        cast(coalesce(counts.revenue_cents, 0) as bigint) as revenue_cents,
        counts.sessions_other_currency,
        latest.session_id as last_session_id,
        latest.coach,
        latest.service,
        latest.sessions_planned as programme_sessions_planned,
        programmes.sessions_attended as programme_sessions_attended,
        coalesce(
            programmes.sessions_attended % latest.sessions_planned = 0, false
        ) as is_programme_completed

    from counts
    cross join practice
    inner join latest on counts.client_id = latest.client_id
    left join client_rhythm on counts.client_id = client_rhythm.client_id
    left join programmes
        on
            latest.client_id = programmes.client_id
            and latest.service = programmes.service
            and latest.sessions_planned = programmes.sessions_planned

)

select * from final
