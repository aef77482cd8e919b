-- One row a client, week or service drawn for a test, by stratum and place; a client by
-- the id that stands for them now.
with

final as (

    select
        coalesce(
            client_aliases.client_id, trial_assignments.client_id
        ) as client_id,
        trial_assignments.unit,
        trial_assignments.stratum,
        trial_assignments.place,
        trial_assignments.arm,
        trial_assignments.drawn_day,
        trial_assignments.client_id as drawn_as

    from trial_assignments
    left join client_aliases
        on
            trial_assignments.client_id = client_aliases.filed_as
            and client_aliases.person_name is null

    where trial_assignments.trial_id = $trial_id

    order by trial_assignments.stratum, trial_assignments.place

)

select * from final
