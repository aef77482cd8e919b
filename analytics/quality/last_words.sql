-- One row a client whose last session nobody has vouched for: the last one presumed to
-- have been attended, and the last unknown one after it. Either may decide whether the
-- client is on the list.
with

last_attended as (

    select
        client_id,
        max(start_s) as start_s

    from session_facts

    where is_attended

    group by client_id

),

last_presumed as (

    select
        session_facts.client_id,
        max(session_facts.session_id) as session_id,
        max(session_facts.start_day) as start_day,
        -- With another one at the same time that is sure, nothing hangs on this one.
        bool_and(session_facts.outcome_basis = 'presumed') as is_presumed

    from session_facts
    inner join last_attended
        on
            session_facts.client_id = last_attended.client_id
            and session_facts.start_s = last_attended.start_s

    where session_facts.is_attended

    group by session_facts.client_id

),

last_unknown as (

    select
        session_facts.client_id,
        arg_max(
            session_facts.session_id,
            (session_facts.start_s, session_facts.session_id)
        ) as session_id,
        max(session_facts.start_day) as start_day

    from session_facts
    left join last_attended on session_facts.client_id = last_attended.client_id
    anti join sessions_confirmed
        on session_facts.session_id = sessions_confirmed.session_id

    where
        session_facts.outcome = 'unknown'
        and session_facts.start_s > coalesce(last_attended.start_s, -1)

    group by session_facts.client_id

),

final as (

    select
        session_id,
        client_id,
        'attended' as taken_for,
        start_day
    from last_presumed
    where is_presumed

    union all

    select
        session_id,
        client_id,
        'unknown' as taken_for,
        start_day
    from last_unknown

)

select * from final
order by client_id, taken_for
