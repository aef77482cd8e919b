-- One row a client with a session that counts: the day of the first one, when its
-- tool's log begins, since when a client list says they are a client, the usual gap.
with

first_times as (

    select
        client_id,
        min(start_s) as start_s

    from session_facts

    where
        outcome in ('attended', 'no_show', 'late_cancelled')
        and not is_excused

    group by client_id

),

-- Of two sessions at one time the later name.
firsts as (

    select
        session_facts.client_id,
        max(session_facts.session_id) as session_id,
        max(session_facts.start_day) as first_day

    from session_facts
    inner join first_times
        on
            session_facts.client_id = first_times.client_id
            and session_facts.start_s = first_times.start_s

    where
        session_facts.outcome in ('attended', 'no_show', 'late_cancelled')
        and not session_facts.is_excused

    group by session_facts.client_id

),

final as (

    select
        firsts.client_id,
        firsts.first_day,
        log_starts.log_day,
        listed_since.since_day,
        client_pace.usual_gap_days

    from firsts
    inner join client_pace on firsts.client_id = client_pace.client_id
    inner join sessions on firsts.session_id = sessions.session_id
    inner join log_starts on sessions.source = log_starts.source
    left join listed_since on firsts.client_id = listed_since.client_id

)

select * from final
order by client_id
