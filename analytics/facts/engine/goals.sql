-- One row a goal known on a day, in its latest words, oldest first; withdrawn ones
-- never were. An empty $client_id means everybody's.
with

said as (

    select
        coalesce(goal_id, entry_id) as goal_id,
        client_id,
        goal,
        why_it_matters,
        until_date,
        on_date,
        entered_at,
        goal_id is null as is_first

    from goals

    where
        withdrawn_at is null
        and on_date <= $entry_day
        and coalesce(client_id = $client_id, true)

),

final as (

    select
        goal_id,
        max_by(client_id, (on_date, entered_at)) as client_id,
        max_by(goal, (on_date, entered_at)) as goal,
        -- What is left out in the latest words is left out.
        max_by([why_it_matters], (on_date, entered_at))[1] as why_it_matters,
        max_by([until_date], (on_date, entered_at))[1] as until_date,
        min(on_date) as on_date

    from said

    group by goal_id

    -- Who takes back the entry that set a goal takes back the goal.
    having bool_or(is_first)

)

select * from final
order by on_date, goal_id
