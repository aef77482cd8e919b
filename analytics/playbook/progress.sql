-- One row a client whose progress towards the goal, as the coach saw it after the last
-- three sessions looked at, stood still or fell: the three views, newest first.
with

views as (

    select
        pulses.client_id,
        pulses.goal_progress,
        pulses.on_date,
        row_number() over (
            partition by pulses.client_id
            order by pulses.on_date desc, pulses.entered_at desc, pulses.entry_id desc
        ) as views_back

    from pulses
    inner join sessions on pulses.session_id = sessions.session_id

    where
        pulses.withdrawn_at is null
        and pulses.goal_progress is not null
        and pulses.on_date <= $entry_day
        -- What is half a year old says nothing of how things are.
        and pulses.on_date > $entry_day - 182

),

last_three as (

    select
        client_id,
        max(goal_progress) filter (where views_back = 1) as newest,
        max(goal_progress) filter (where views_back = 2) as middle,
        max(goal_progress) filter (where views_back = 3) as oldest,
        max(on_date) as newest_day

    from views

    where views_back <= 3

    group by client_id

),

final as (

    select
        client_id,
        newest,
        middle,
        oldest

    from last_three

    where
        newest <= middle
        and middle <= oldest
        -- Whoever stands at the goal is not stuck.
        and newest < 5

)

select * from final
