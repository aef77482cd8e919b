-- One row a span of days, by its number: how many sessions that began in it ended how,
-- and how those that count cluster in clients. An empty span has no row.
with

wanted as (

    select
        unnest(range(len($first_days::integer[]))) as span_number,
        unnest($first_days::integer[]) as first_day,
        unnest($until_days::integer[]) as until_day

),

chosen as (

    select
        wanted.span_number,
        sessions_selected.client_id,
        sessions_selected.outcome,
        sessions_selected.outcome_basis,
        sessions_selected.is_attended,
        sessions_selected.is_late_unknown,
        sessions_selected.is_excused is false
        and sessions_selected.outcome in ('attended', 'no_show', 'late_cancelled')
            as counts

    from sessions_selected
    inner join wanted
        on
            sessions_selected.start_day >= wanted.first_day
            and sessions_selected.start_day < wanted.until_day

    where
        -- What no span holds is left out before anything is joined.
        sessions_selected.start_day >= list_min($first_days::integer[])
        and sessions_selected.start_day < list_max($until_days::integer[])

),

by_client as (

    select
        span_number,
        client_id,
        count(*) filter (where is_attended) as attended,
        count(*) filter (where counts) as n,
        count(*) filter (
            where is_attended and outcome_basis = 'presumed'
        ) as presumed,
        count(*) filter (where outcome = 'unknown') as unknown,
        count(*) filter (where is_late_unknown) as late_not_known

    from chosen

    group by span_number, client_id

),

final as (

    select
        span_number,
        sum(attended)::bigint as attended,
        sum(n)::bigint as n,
        count(*) filter (where n > 0) as clients,
        sum(attended * attended)::bigint as attended_squared,
        sum(attended * n)::bigint as attended_by_n,
        sum(n * n)::bigint as n_squared,
        sum(presumed)::bigint as presumed,
        sum(unknown)::bigint as unknown,
        sum(late_not_known)::bigint as late_not_known

    from by_client

    group by span_number

)

select * from final
order by span_number
