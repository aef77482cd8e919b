-- One row a step that was meant to be taken, as known on a day, the first due first. A
-- step taken on a later day leaves it open.
with

taken as (

    select distinct plan_id

    from follow_ups

    where
        withdrawn_at is null
        and plan_id is not null
        and on_date <= $entry_day

),

final as (

    select
        p.entry_id,
        p.client_id,
        p.step,
        p.on_date,
        p.due_date,
        p.why,
        taken.plan_id is not null as is_done

    from planned_steps as p
    left join taken on p.entry_id = taken.plan_id

    where
        p.withdrawn_at is null
        and p.on_date <= $entry_day
        and ($client_id::varchar is null or p.client_id = $client_id)
        and p.client_id in (select clients.client_id from clients)

    order by p.due_date, p.entered_at, p.entry_id

)

select * from final
