-- One row a client for whom $step is planned and not taken yet.
select distinct planned_steps.client_id
from planned_steps
left join follow_ups
    on
        planned_steps.entry_id = follow_ups.plan_id
        and follow_ups.withdrawn_at is null
where
    planned_steps.step = $step
    and planned_steps.withdrawn_at is null
    and follow_ups.entry_id is null
