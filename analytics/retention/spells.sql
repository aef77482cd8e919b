-- One row a client who came at least once by the as-of: how the time with the practice
-- began, when they came last, how often they come and until when something was booked.
with

first_times as (

    select
        client_id,
        min(start_s) as start_s

    from session_facts

    where is_attended

    group by client_id

),

-- Of two sessions at one time the later name.
firsts as (

    select
        session_facts.client_id,
        max(session_facts.session_id) as session_id,
        max(session_facts.start_day) as start_day,
        max(session_facts.coach) as coach,
        max(session_facts.service) as service

    from session_facts
    inner join first_times
        on
            session_facts.client_id = first_times.client_id
            and session_facts.start_s = first_times.start_s

    where session_facts.is_attended

    group by session_facts.client_id

),

-- Slots after the last session: each was ahead until its start, or until it was
-- called off (to the day, counted in whole days before its start).
later_slots as (

    select
        sessions_s.client_id,
        max(
            sessions_s.start_day
            - case
                when
                    sessions_s.outcome <> 'scheduled'
                    and sessions_s.outcome_known_s
                    between sessions_s.slot_known_s and sessions_s.start_s
                    then (sessions_s.start_s - sessions_s.outcome_known_s) // 86400
                else 0
            end
        ) as booked_until_day

    from sessions_s
    inner join client_pace
        on
            sessions_s.client_id = client_pace.client_id
            and sessions_s.start_s > client_pace.last_attended_s

    where sessions_s.slot_known_s <= $as_of_s

    group by sessions_s.client_id

),

final as (

    select
        firsts.client_id,
        firsts.coach,
        firsts.service,
        sessions.source,
        client_pace.coach as last_coach,
        firsts.start_day as first_day,
        log_starts.log_day,
        listed_since.since_day,
        client_pace.last_attended_day,
        client_pace.sessions_attended,
        client_pace.sessions_ahead > 0 as is_booked,
        client_pace.is_programme_completed,
        coalesce(
            client_pace.last_unknown_s > client_pace.last_attended_s, false
        ) as is_last_unknown,
        client_pace.usual_gap_days,
        later_slots.booked_until_day

    from firsts
    inner join client_pace on firsts.client_id = client_pace.client_id
    inner join sessions on firsts.session_id = sessions.session_id
    inner join log_starts on sessions.source = log_starts.source
    left join listed_since on firsts.client_id = listed_since.client_id
    left join later_slots on firsts.client_id = later_slots.client_id

)

select * from final
order by client_id
