-- One row a reminder, with the session it was for: its own id decides, else the
-- client and the start (today's or one it was moved from), else the client and the
-- day, else the first session of the client within 31 days of the sending that was
-- booked by then. Reads `found_people`.
delete from reminders;

insert into reminders
with

newest as (

    select
        p.*,
        f.client_id
    from newest_reminder_versions as p
    left join found_people as f on p.person_id = f.person_id

),

by_id as (

    select
        n.reminder_key,
        n.session_id
    from newest as n
    semi join sessions as s on n.session_id = s.session_id

),

open_1 as (

    select n.*
    from newest as n
    anti join by_id as b on n.reminder_key = b.reminder_key
    where n.client_id is not null

),

slots as (

    select
        s.session_id,
        s.client_id,
        v.starts_at,
        v.starts_at = s.starts_at as is_current
    from session_versions as v
    inner join sessions as s on v.session_id = s.session_id
    where s.client_id in (select o.client_id from open_1 as o)
    group by all

),

by_start as (

    select
        o.reminder_key,
        min_by(s.session_id, (not s.is_current, s.session_id)) as session_id
    from open_1 as o
    inner join slots as s
        on o.client_id = s.client_id and o.starts_at = s.starts_at
    group by o.reminder_key

),

by_day as (

    select
        o.reminder_key,
        min_by(
            s.session_id,
            (
                s.outcome in ('cancelled', 'cancelled_by_coach', 'rescheduled'),
                s.starts_at,
                s.session_id
            )
        ) as session_id
    from open_1 as o
    inner join sessions as s
        on
            o.client_id = s.client_id
            and o.on_date - date '1970-01-01' = s.starts_day
    where o.starts_at is null
    group by o.reminder_key

),

by_sending as (

    select
        o.reminder_key,
        min_by(s.session_id, (s.starts_at, s.session_id)) as session_id
    from open_1 as o
    inner join sessions as s
        on
            o.client_id = s.client_id
            and s.starts_at between o.sent_at and o.sent_at + interval 31 day
    where
        o.starts_at is null
        and o.on_date is null
        and (s.booked_at is null or s.booked_at <= o.sent_at)
        and (s.cancelled_at is null or s.cancelled_at > o.sent_at)
    group by o.reminder_key

),

found as (

    select
        reminder_key,
        session_id,
        'session_id' as matched_by
    from by_id

    union all

    select
        reminder_key,
        session_id,
        'start' as matched_by
    from by_start

    union all

    select
        reminder_key,
        session_id,
        'day' as matched_by
    from by_day

    union all

    select
        reminder_key,
        session_id,
        'next' as matched_by
    from by_sending

)

select
    n.reminder_key as reminder_id,
    n.source,
    s.session_id,
    coalesce(s.client_id, n.client_id) as client_id,
    n.person_id,
    coalesce(f.matched_by, 'none') as matched_by,
    n.strategy,
    n.channel,
    coalesce(s.starts_at, n.starts_at) as session_starts_at,
    n.sent_at,
    n.status,
    n.import_id,
    n.exported_at as known_at
from newest as n
left join found as f on n.reminder_key = f.reminder_key
left join sessions as s on f.session_id = s.session_id;
