-- One row a step taken, as known at a moment: the reason known by its day, and the
-- first session within $longest_days after it that was attended, or that nobody knows.
with

known as (

    select
        entry_id,
        client_id,
        step,
        why,
        on_date,
        on_date - date '1970-01-01' as on_day,
        entered_at

    from follow_ups

    where
        withdrawn_at is null
        and on_date <= $entry_day
        and client_id in (select clients.client_id from clients)

),

taken as (

    select *

    from known

    where step <> 'answer'

),

learned as (

    select
        client_id,
        why,
        on_date,
        entered_at

    from remarks

    where
        withdrawn_at is null
        and kind = 'why'
        and on_date <= $entry_day

    union all

    select
        client_id,
        why,
        on_date,
        entered_at

    from known

    where why is not null

),

reasons as (

    select
        taken.entry_id,
        arg_max(learned.why, (learned.on_date, learned.entered_at)) as why

    from taken
    inner join learned
        on
            taken.client_id = learned.client_id
            and taken.on_date >= learned.on_date

    group by taken.entry_id

),

later as (

    select
        taken.entry_id,
        min(session_facts.start_day) filter (
            where session_facts.is_attended
        ) as came_day,
        min(session_facts.start_day) filter (
            where session_facts.outcome = 'unknown'
        ) as unknown_day

    from taken
    inner join session_facts
        on
            taken.client_id = session_facts.client_id
            and taken.on_day < session_facts.start_day
            and taken.on_day >= session_facts.start_day - $longest_days

    group by taken.entry_id

),

final as (

    select
        taken.entry_id,
        taken.client_id,
        taken.step,
        taken.on_day,
        later.came_day,
        later.unknown_day,
        coalesce(taken.why, reasons.why) as why

    from taken
    left join reasons on taken.entry_id = reasons.entry_id
    left join later on taken.entry_id = later.entry_id

    order by taken.on_day, taken.entered_at, taken.entry_id

)

select * from final
