-- One row a client who was ever on a stored list: since when, of the latest showing.
with

in_force as (

    select coalesce(list(import_id), []) as ids
    from imports
    where undone_at is null

),

told as (

    select models.model_id
    from models
    cross join in_force
    where list_has_all(in_force.ids, models.imports)

),

final as (

    select
        coalesce(client_aliases.client_id, scores.client_id) as client_id,
        max(scores.listed_since_day) as since_day

    from scores
    semi join told on scores.model_id = told.model_id
    left join client_aliases
        on
            scores.client_id = client_aliases.filed_as
            and client_aliases.person_name is null

    where scores.is_listed and scores.listed_since_day <= $until_day

    group by coalesce(client_aliases.client_id, scores.client_id)

)

select * from final
