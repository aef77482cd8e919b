-- One row: the currency of the first session with a price; none without one.
with

first_priced as (

    select min(starts_at) as starts_at

    from sessions

    where currency is not null

),

final as (

    select min(sessions.currency) as currency

    from sessions
    inner join first_priced on sessions.starts_at = first_priced.starts_at

    where sessions.currency is not null

)

select * from final
