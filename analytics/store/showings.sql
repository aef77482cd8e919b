-- One row a client and day on which a stored list showed them for the first time, that
-- time: by which order, and how likely it said they were to go quiet. Who has asked not
-- to be scored is left out.
with

in_force as (

    select coalesce(list(import_id), []) as ids
    from imports
    where undone_at is null

),

told as (

    select
        models.model_id,
        models.as_of_day,
        models.fitted_at
    from models
    cross join in_force
    where
        models.kind = 'quiet'
        and models.as_of_day <= $until_day
        and list_has_all(in_force.ids, models.imports)

),

final as (

    select
        scores.listed_since_day as since_day,
        coalesce(client_aliases.client_id, scores.client_id) as client_id,
        arg_min(
            coalesce(scores.listed_as, 'rule'), (told.as_of_day, told.fitted_at)
        ) as listed_as,
        arg_min_null(
            scores.probability, (told.as_of_day, told.fitted_at)
        ) as probability

    from scores
    inner join told on scores.model_id = told.model_id
    left join client_aliases
        on
            scores.client_id = client_aliases.filed_as
            and client_aliases.person_name is null

    where
        scores.is_listed
        and scores.listed_since_day <= $until_day
        and coalesce(client_aliases.client_id, scores.client_id) not in (
            select no_scoring.client_id
            from no_scoring
            where
                no_scoring.withdrawn_at is null
                and no_scoring.on_date <= date '1970-01-01' + $until_day
        )

    group by
        scores.listed_since_day,
        coalesce(client_aliases.client_id, scores.client_id)

)

select * from final order by since_day, client_id
