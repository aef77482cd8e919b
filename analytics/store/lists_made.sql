-- One row a moment at which a list was made, of runs that are in force.
with

in_force as (

    select coalesce(list(import_id), []) as ids
    from imports
    where undone_at is null

),

final as (

    select distinct models.fitted_at

    from models
    cross join in_force

    where
        models.kind = 'quiet'
        and list_has_all(in_force.ids, models.imports)

)

select * from final
