-- One row a booking that a newer export of its source leaves out although it covers
-- the booking's time: since when that is known. The rule stands in
-- docs/definitions.md; it reads all versions, whoever's they are.
create or replace temp table vanished as
with

sources_seen_again as (

    select source
    from session_versions
    group by source
    having count(distinct exported_at) > 1

),

-- Files of one moment are one export: of several rows of a booking in it the one
-- counts that counts where the log is computed, as if they stood in one file.
shown_twice as (

    select
        v.session_id,
        v.exported_at
    from session_versions as v
    semi join sources_seen_again as s on v.source = s.source
    group by v.session_id, v.exported_at
    having count(*) > 1

),

ranked as (

    select
        v.*,
        row_number() over (
            partition by v.session_id, v.exported_at
            order by precedence(v) desc
        ) as place
    from session_versions as v
    semi join shown_twice as t
        on v.session_id = t.session_id and v.exported_at = t.exported_at

),

shown as (

    select
        session_id,
        source,
        coach,
        service,
        starts_at,
        status,
        exported_at
    from ranked
    where place = 1

    union all

    select
        v.session_id,
        v.source,
        v.coach,
        v.service,
        v.starts_at,
        v.status,
        v.exported_at
    from session_versions as v
    semi join sources_seen_again as s on v.source = s.source
    anti join shown_twice as t
        on v.session_id = t.session_id and v.exported_at = t.exported_at

),

newest_exports as (

    select
        source,
        max(exported_at) as exported_at
    from shown
    group by source

),

in_newest as (

    select v.session_id
    from shown as v
    semi join newest_exports as n
        on v.source = n.source and v.exported_at = n.exported_at

),

-- Whatever the newest export shows cannot be missing from it.
last_seen as (

    select v.*
    from shown as v
    anti join in_newest as i on v.session_id = i.session_id
    qualify
        row_number() over (
            partition by v.session_id order by v.exported_at desc
        ) = 1

),

-- What an export covers, a coach at a time: one coach's file says nothing about the
-- others.
covered as (

    select
        source,
        exported_at,
        coalesce(coach, '') as coach,
        min(starts_at) as first_starts_at,
        max(starts_at) as last_starts_at,
        list(distinct coalesce(service, '')) as services
    from shown
    group by source, exported_at, coalesce(coach, '')

),

missing as (

    select
        l.session_id,
        c.source,
        c.exported_at
    from last_seen as l
    inner join covered as c
        on
            l.source = c.source
            and coalesce(l.coach, '') = c.coach
            and l.exported_at < c.exported_at
            and l.starts_at between c.first_starts_at and c.last_starts_at
    where
        -- A service the export does not show at all may have been left out of it.
        list_contains(c.services, coalesce(l.service, ''))
        -- Many tools leave cancelled bookings out.
        and coalesce(l.status, 'unknown')
        in ('booked', 'unknown', 'attended', 'no_show')

),

-- An export that leaves out more than it shows is one of a part of the practice.
sizes as (

    select
        source,
        exported_at,
        count(*) as count_shown
    from shown
    group by source, exported_at

),

partial as (

    select
        m.source,
        m.exported_at
    from missing as m
    inner join sizes as s on m.source = s.source and m.exported_at = s.exported_at
    group by m.source, m.exported_at
    having count(*) > any_value(s.count_shown)

),

still_on as (

    select session_id
    from still_booked
    where withdrawn_at is null

)

select
    m.session_id,
    min(m.exported_at) as known_at
from missing as m
anti join partial as p on m.source = p.source and m.exported_at = p.exported_at
anti join still_on as b on m.session_id = b.session_id
group by m.session_id;
