-- One row a way to group sessions and a group of it: how many of those that count were
-- attended, and what the clients' own sums say of how far they hang together.
with

-- The first sessions of the whole log: where the selection begins later, its first one
-- is none.
firsts as (

    select
        client_id,
        min(start_s) filter (
            where
            outcome in ('attended', 'no_show', 'late_cancelled')
            and not is_excused
        ) as first_s

    from session_facts

    group by client_id

),

counted as (

    select
        sessions_selected.client_id,
        sessions_selected.start_s,
        sessions_selected.start_hour,
        sessions_selected.service,
        sessions_selected.is_attended,
        sessions_said.duration_minutes,
        (sessions_selected.start_day + 3) % 7 + 1 as weekday,
        sessions_selected.outcome_basis = 'presumed' as is_presumed,
        (
            sessions_selected.start_s
            - epoch_us(coalesce(sessions_said.moved_at, sessions_said.booked_at))
            // 1000000
        ) / 3600e0 as lead_hours

    from sessions_selected
    inner join sessions_said
        on sessions_selected.session_id = sessions_said.session_id

    where
        sessions_selected.outcome in ('attended', 'no_show', 'late_cancelled')
        and not sessions_selected.is_excused

),

keyed as (

    select
        -- Of ten million sessions names would not fit into memory; that two clients
        -- have one hash is less likely than a wrong bit there.
        hash(counted.client_id) as client_hash,
        counted.is_attended,
        counted.is_presumed,
        counted.service,
        counted.duration_minutes,
        counted.weekday,
        counted.start_hour,
        case
            when counted.lead_hours is null then null
            when counted.lead_hours < 0 then -1
            when counted.lead_hours < 24 then 0
            when counted.lead_hours < 72 then 24
            when counted.lead_hours < 168 then 72
            when counted.lead_hours < 336 then 168
            when counted.lead_hours < 672 then 336
            else 672
        end as lead_from_hours,
        case
            when counted.start_s > firsts.first_s then 2
            -- Whoever was on board when the log begins may have come before.
            when counted.client_id in (
                select unnest($on_board_clients::varchar[])
            ) then null
            else 1
        end as nth

    from counted
    inner join firsts on counted.client_id = firsts.client_id

),

-- One row a client and group, of each way to group.
grouped as (

    select
        client_hash,
        service as key_text,
        coalesce(
            duration_minutes, weekday, start_hour, lead_from_hours, nth
        ) as key_number,
        case grouping(
            service, duration_minutes, weekday, start_hour, lead_from_hours, nth
        )
            when 31 then 'service'
            when 47 then 'length'
            when 55 then 'weekday'
            when 59 then 'hour'
            when 61 then 'lead'
            when 62 then 'nth'
            else 'all'
        end as grouping,
        count(*) as n,
        count(*) filter (where is_attended) as attended,
        count(*) filter (where is_attended and is_presumed) as presumed

    from keyed

    group by
        grouping sets (
            (client_hash),
            (client_hash, service),
            (client_hash, duration_minutes),
            (client_hash, weekday),
            (client_hash, start_hour),
            (client_hash, lead_from_hours),
            (client_hash, nth)
        )

),

sizes as (

    select
        grouping,
        key_text,
        key_number,
        sum(n) as n

    from grouped

    group by all

),

-- Services and lengths may be many: small ones, and all after the largest, are one
-- group, unless that would be a single one.
small as (

    select
        grouping,
        key_text,
        key_number,
        grouping in ('service', 'length')
        and coalesce(key_text is not null or key_number is not null, false)
        and (
            n < $few
            or row_number() over (
                partition by grouping
                order by n desc, key_text asc, key_number asc
            ) > $most
        ) as is_small

    from sizes

),

pooled as (

    select
        grouping,
        key_text,
        key_number,
        is_small
        and count(*) filter (where is_small) over (partition by grouping) > 1
            as is_pooled

    from small

),

by_client as (

    select
        grouped.grouping,
        pooled.is_pooled,
        case when not pooled.is_pooled then grouped.key_text end as key_text,
        case when not pooled.is_pooled then grouped.key_number end as key_number,
        grouped.client_hash,
        sum(grouped.n) as n,
        sum(grouped.attended) as attended,
        sum(grouped.presumed) as presumed

    from grouped
    inner join pooled
        on
            grouped.grouping = pooled.grouping
            and grouped.key_text is not distinct from pooled.key_text
            and grouped.key_number is not distinct from pooled.key_number

    group by all

),

pools as (

    select
        grouping,
        count(*) filter (where is_pooled) as groups_pooled

    from pooled

    group by grouping

),

final as (

    select
        by_client.grouping,
        by_client.key_text,
        by_client.key_number,
        case
            when by_client.is_pooled then any_value(pools.groups_pooled) else 0
        end as groups_pooled,
        sum(by_client.n)::bigint as n,
        sum(by_client.attended)::bigint as attended,
        sum(by_client.presumed)::bigint as presumed,
        count(*) as clients,
        sum(by_client.attended * by_client.attended)::bigint as attended_squared,
        sum(by_client.attended * by_client.n)::bigint as attended_by_n,
        sum(by_client.n * by_client.n)::bigint as n_squared

    from by_client
    inner join pools on by_client.grouping = pools.grouping

    group by
        by_client.grouping,
        by_client.key_text,
        by_client.key_number,
        by_client.is_pooled

)

select * from final
