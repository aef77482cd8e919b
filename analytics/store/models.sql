-- One row a run of a kind of model, newest first: its id alone, since a card is large.
-- Withdrawn ones are left out, and those of days after $until_day if one is given.
with

in_force as (

    select coalesce(list(import_id), []) as ids
    from imports
    where undone_at is null

),

final as (

    select models.model_id

    from models
    cross join in_force

    where
        models.kind = $kind
        and ($until_day is null or models.as_of_day <= $until_day)
        and list_has_all(in_force.ids, models.imports)

    -- Of one day the one stored last: a clock may be set back between two.
    order by models.as_of_day desc, models.rowid desc

)

select * from final
