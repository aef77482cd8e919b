-- One row a run of a kind of model, newest first; withdrawn ones are left out.
with

in_force as (

    select coalesce(list(import_id), []) as ids
    from imports
    where undone_at is null

),

final as (

    select
        models.model_id,
        models.kind,
        models.as_of_day,
        models.known_s,
        models.data_version,
        models.knew,
        models.imports,
        models.fitted_at,
        models.mode,
        models.why,
        models.card

    from models
    cross join in_force

    where models.kind = $kind and list_has_all(in_force.ids, models.imports)

    -- rowid tells apart two runs of one second.
    order by models.as_of_day desc, models.fitted_at desc, models.rowid desc

)

select * from final
