-- One row: the currency of the first session with a price; none without one.
with

priced as (

    select
        currency,
        starts_at,
        min(starts_at) over () as first_starts_at

    from sessions

    where currency is not null

),

final as (

    select min(currency) as currency

    from priced

    where starts_at = first_starts_at

)

select * from final
