-- One row a session that the newest export of its source shows otherwise than the
-- exports before it did, or leaves out. A source that was exported once has none.
with

exports as (

    select
        source,
        max(exported_at) as exported_at
    from session_versions
    group by source
    having min(exported_at) < max(exported_at)

),

earlier as (

    select
        v.source,
        max(v.exported_at) as since
    from session_versions as v
    inner join exports as e on v.source = e.source and v.exported_at < e.exported_at
    group by v.source

),

newest as (

    select distinct
        v.session_id,
        v.source
    from session_versions as v
    inner join exports as e on v.source = e.source and v.exported_at = e.exported_at

),

shown_before as (

    select
        v.session_id,
        max_by(
            v.starts_at, (v.exported_at, v.status <> 'booked', v.starts_at)
        ) as starts_at,
        max_by(
            coalesce(v.status, 'unknown'),
            (v.exported_at, v.status <> 'booked', v.starts_at)
        ) as status
    from session_versions as v
    inner join newest as n on v.session_id = n.session_id
    inner join exports as e on n.source = e.source and v.exported_at < e.exported_at
    group by v.session_id

),

shown_now as (

    select
        v.session_id,
        max_by(
            coalesce(v.status, 'unknown'),
            (v.status <> 'booked', v.starts_at)
        ) as status
    from session_versions as v
    inner join exports as e on v.source = e.source and v.exported_at = e.exported_at
    group by v.session_id

),

compared as (

    select
        s.session_id,
        s.source,
        s.client_id,
        s.service,
        s.coach,
        s.starts_at,
        s.outcome,
        s.replaces,
        n.session_id is null as is_missing,
        b.session_id is null and n.session_id is not null as is_new,
        b.starts_at as starts_before,
        b.status as status_before,
        w.status,
        e.exported_at
    from sessions as s
    inner join exports as e on s.source = e.source
    left join newest as n on s.session_id = n.session_id
    left join shown_before as b on s.session_id = b.session_id
    left join shown_now as w on s.session_id = w.session_id
    where n.session_id is not null or s.vanished_known_at = e.exported_at

),

told as (

    select
        c.*,
        o.starts_at as replaced_starts_at,
        case
            when is_missing then 'missing'
            when is_new and c.replaces is not null then 'moved'
            when is_new then 'new'
            when
                status in ('cancelled', 'cancelled_by_coach', 'late_cancelled')
                and status_before not in (
                    'cancelled', 'cancelled_by_coach', 'late_cancelled', 'rescheduled'
                )
                then 'cancelled'
            when c.starts_at <> starts_before then 'moved'
            when status <> status_before then 'outcome'
        end as what
    from compared as c
    left join sessions as o on c.replaces = o.session_id

),

final as (

    select
        t.what,
        t.client_id,
        p.display_name as client,
        t.session_id,
        t.source,
        t.coach,
        t.service,
        t.starts_at,
        case
            when t.what = 'moved'
                then coalesce(t.replaced_starts_at, t.starts_before)
        end as moved_from,
        t.outcome,
        r.since,
        t.exported_at
    from told as t
    inner join earlier as r on t.source = r.source
    left join clients as p on t.client_id = p.client_id
    where
        t.what is not null
        -- A slot that was given up for another is told with that other one.
        and not (t.what in ('cancelled', 'outcome') and t.outcome = 'rescheduled')

)

select * from final
order by
    list_position(['missing', 'cancelled', 'moved', 'outcome', 'new'], what),
    client,
    client_id,
    starts_at,
    session_id
