-- One row a session that has begun: the reminder it had, by what that is known, and,
-- where it is not known, why not. Reads the tables that `trust` makes: log_bundles,
-- bundle_names, bundle_likes, said_names, diary_days and drawn_days.
with

begun as (

    select
        session_id,
        client_id,
        start_day,
        coalesce(coach, '') as coach_key,
        coalesce(service, '') as service_key
    from session_facts
    where start_s <= $as_of_s and start_day >= $since_day

),

tapped as (

    select
        session_id,
        max_by(strategy, (on_date, entered_at, entry_id)) as strategy,
        max(on_date) - date '1970-01-01' as on_day
    from reminder_taps
    where withdrawn_at is null and on_date <= $entry_day
    group by session_id

),

armed as (

    select
        b.session_id,
        d.strategy
    from begun as b
    inner join drawn_days as d
        on
            b.client_id = d.client_id
            and b.start_day >= d.from_day
            and b.start_day < d.until_day

    union all

    select
        b.session_id,
        d.strategy
    from begun as b
    inner join drawn_days as d
        on
            b.service_key = d.service
            and b.start_day >= d.from_day
            and b.start_day < d.until_day

    union all

    select
        b.session_id,
        d.strategy
    from begun as b
    inner join drawn_days as d
        on b.start_day >= d.from_day and b.start_day < d.until_day
    where d.client_id is null and d.service is null

),

drawn as (

    select
        session_id,
        -- Two clients that turned out to be one person may be in both arms.
        case when count(distinct strategy) = 1 then min(strategy) end as strategy
    from armed
    group by session_id

),

found as (

    select
        b.session_id,
        t.strategy as tapped,
        case
            when l.is_tick or l.is_untimed then null
            when l.is_sent then coalesce(k.strategy, n.strategy)
            when l.is_none then 'none'
        end as logged,
        d.strategy as drawn,
        d.session_id is not null and d.strategy is null as is_torn,
        coalesce(
            case
                when not l.is_tick then null
                when l.is_sent then coalesce(k.strategy, n.strategy)
                when l.is_none then 'none'
            end,
            c.strategy
        ) as in_file,
        i.strategy as diary_says,
        case when b.start_day >= i.settled_day then i.strategy end as by_diary,
        coalesce(l.is_out_of_reach and not l.is_sent, false) as is_out_of_reach,
        coalesce(l.is_untimed, false) as is_untimed,
        coalesce(l.is_after and not l.is_sent, false) as is_after
    from begun as b
    left join tapped as t on b.session_id = t.session_id and b.start_day >= t.on_day
    left join log_bundles as l on b.session_id = l.session_id
    left join bundle_names as n on l.said = n.said and l.key = n.key
    left join drawn as d on b.session_id = d.session_id
    left join sessions as s on b.session_id = s.session_id
    left join said_names as c on s.reminder_strategy = c.said
    left join diary_days as i
        on
            b.coach_key = i.coach_key
            and b.service_key = i.service_key
            and b.start_day >= i.from_day
            and b.start_day < i.until_day
    -- Of several that look alike in a log the diary knows which it was.
    left join bundle_likes as k
        on l.said = k.said and l.key = k.key and i.strategy = k.strategy

),

trusted as (

    select
        *,
        -- An extra word comes on top of what the tool sends to everybody, so it names
        -- the bundle.
        coalesce(tapped, logged, in_file) as sent,
        case when not is_torn then coalesce(drawn, by_diary) end as meant
    from found

),

final as (

    select
        session_id,
        sent,
        meant,
        case
            when tapped is not null then tapped
            when is_out_of_reach then null
            when logged is not null then logged
            when not is_torn then coalesce(drawn, in_file, by_diary)
        end as strategy,
        case
            when tapped is not null then 'tap'
            when logged is not null then 'log'
            when drawn is not null then 'trial'
            when in_file is not null then 'column'
            else 'diary'
        end as source,
        case
            when is_out_of_reach then 'out_of_reach'
            when is_torn then 'in_two_arms'
            when is_after then 'sent_after_the_start'
            when is_untimed then 'sent_at_no_known_time'
            when diary_says is not null then 'changed_over'
            else 'reminder_not_known'
        end as why_unknown
    from trusted

)

select * from final
