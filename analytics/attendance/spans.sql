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
        session_facts.client_id,
        session_facts.outcome,
        session_facts.outcome_basis,
        session_facts.is_attended,
        session_facts.is_late_unknown,
        session_facts.is_excused is false
        and session_facts.outcome in ('attended', 'no_show', 'late_cancelled')
            as counts

    from session_facts
    inner join wanted
        on
            session_facts.start_day >= wanted.first_day
            and session_facts.start_day < wanted.until_day

    where
        -- What no span holds is left out before anything is joined.
        session_facts.start_day >= list_min($first_days::integer[])
        and session_facts.start_day < list_max($until_days::integer[])
        and ($selected_coach is null or session_facts.coach = $selected_coach)
        and ($selected_service is null or session_facts.service = $selected_service)
        and (
            $selected_clients is null
            or session_facts.client_id in (
                select unnest($selected_clients::varchar[])
            )
        )

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
