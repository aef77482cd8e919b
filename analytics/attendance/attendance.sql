-- One row a group of sessions, by week, month, coach, service, weekday or hour: how
-- many ended how, and how those that count cluster in clients. The key is a number (a
-- day, a weekday, an hour) or a text.
with

keyed as (

    select
        outcome,
        outcome_basis,
        is_attended,
        is_excused,
        is_late_unknown,
        is_excused is false
        and outcome in ('attended', 'no_show', 'late_cancelled') as counts,
        -- Of ten million sessions names would not fit into memory; that two clients
        -- have one hash is less likely than a wrong bit there.
        hash(client_id) as client_hash,
        case $grouping
            when 'week' then start_day - (start_day + $week_shift_days) % 7
            when 'month'
                then
                    date_trunc('month', date '1970-01-01' + start_day)::date
                    - date '1970-01-01'
            when 'weekday' then (start_day + 3) % 7 + 1
            when 'hour' then start_hour
        end as key_number,
        case $grouping
            when 'coach' then coach
            when 'service' then service
        end as key_text

    from sessions_selected

),

counted as (

    select
        key_number,
        key_text,
        count(*) as sessions,
        count(*) filter (where is_attended) as attended,
        count(*) filter (
            where is_attended and outcome_basis = 'presumed'
        ) as presumed,
        count(*) filter (where outcome = 'no_show') as no_show,
        count(*) filter (where outcome = 'late_cancelled') as late_cancelled,
        count(*) filter (where outcome = 'cancelled') as cancelled,
        count(*) filter (
            where outcome = 'cancelled_by_coach'
        ) as cancelled_by_coach,
        count(*) filter (where outcome = 'rescheduled') as rescheduled,
        count(*) filter (where outcome = 'scheduled') as scheduled,
        count(*) filter (where outcome = 'unknown') as unknown,
        count(*) filter (where is_excused) as excused,
        count(*) filter (where is_late_unknown) as late_not_known,
        count(*) filter (where counts) as n

    from keyed

    group by key_number, key_text

),

-- A client's sessions of one group: they are more alike than those of two clients.
by_client as (

    select
        key_number,
        key_text,
        count(*) as n,
        count(*) filter (where is_attended) as attended

    from keyed

    where counts

    group by key_number, key_text, client_hash

),

clustered as (

    select
        key_number,
        key_text,
        count(*) as clients,
        sum(attended * attended)::bigint as attended_squared,
        sum(attended * n)::bigint as attended_by_n,
        sum(n * n)::bigint as n_squared

    from by_client

    group by key_number, key_text

),

final as (

    select
        counted.*,
        coalesce(clustered.clients, 0) as clients,
        coalesce(clustered.attended_squared, 0) as attended_squared,
        coalesce(clustered.attended_by_n, 0) as attended_by_n,
        coalesce(clustered.n_squared, 0) as n_squared

    from counted
    left join clustered
        on
            counted.key_number is not distinct from clustered.key_number
            and counted.key_text is not distinct from clustered.key_text

)

select * from final
order by key_number nulls last, key_text nulls last
