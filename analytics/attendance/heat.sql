-- One row a weekday and hour in which a session counted or is not known, and one row
-- (without either) of all: how many, how many of them were attended, and what the
-- clients' own sums say of how far they hang together.
with

by_client as (

    select
        (start_day + 3) % 7 + 1 as weekday,
        start_hour as hour,
        -- As in where.sql: names would take more memory.
        hash(client_id) as client_hash,
        count(*) filter (where outcome <> 'unknown') as n,
        count(*) filter (where outcome = 'unknown') as unknown,
        count(*) filter (where is_attended) as attended,
        count(*) filter (
            where is_attended and outcome_basis = 'presumed'
        ) as presumed

    from sessions_selected

    where
        outcome in ('attended', 'no_show', 'late_cancelled', 'unknown')
        and not is_excused

    group by weekday, hour, client_hash

),

with_all as (

    select
        weekday,
        hour,
        client_hash,
        n,
        unknown,
        attended,
        presumed

    from by_client

    union all

    select
        null as weekday,
        null as hour,
        client_hash,
        sum(n) as n,
        sum(unknown) as unknown,
        sum(attended) as attended,
        sum(presumed) as presumed

    from by_client

    group by client_hash

),

final as (

    select
        weekday,
        hour,
        sum(n)::bigint as n,
        sum(unknown)::bigint as unknown,
        sum(attended)::bigint as attended,
        sum(presumed)::bigint as presumed,
        count(*) filter (where n > 0) as clients,
        sum(attended * attended)::bigint as attended_squared,
        sum(attended * n)::bigint as attended_by_n,
        sum(n * n)::bigint as n_squared

    from with_all

    group by weekday, hour

)

select * from final
order by weekday nulls last, hour nulls last
