-- What meetings show of sessions. Reads what matches.sql made.

-- One row a session whose client was in a meeting: how long, how late, gone how early.
create or replace temp table seen as
with

matched as (

    select
        f.session_id,
        f.client_id,
        f.meeting_key,
        f.matched_by,
        f.on_date,
        v.role,
        v.minutes,
        v.is_timed,
        v.from_at,
        v.until_at,
        v.meeting_from,
        v.meeting_until,
        s.starts_at,
        s.ends_at,
        s.has_end
    from found_visits as f
    inner join stays as v
        on f.meeting_key = v.meeting_key and f.person_id = v.person_id
    inner join slots as s on f.session_id = s.session_id
    where
        v.role <> 'absent'
        and v.from_at < s.ends_at + interval 15 minute
        and v.until_at > s.starts_at - interval 15 minute

),

-- Two devices at one time are one person: their stays are joined.
ordered as (

    select
        *,
        max(until_at) over (
            partition by session_id
            order by from_at, until_at
            rows between unbounded preceding and 1 preceding
        ) as until_before
    from matched
    where role <> 'waiting'

),

stretches as (

    select
        session_id,
        greatest(from_at, coalesce(until_before, from_at)) as from_at,
        until_at
    from ordered

),

lengths as (

    select
        session_id,
        sum(greatest(0, date_diff('second', from_at, until_at))) as seconds
    from stretches
    group by session_id

),

-- Nobody is late for a host who is not there, or leaves a meeting that has ended.
hosts as (

    select
        meeting_key,
        min(from_at) as host_from
    from stays
    where role = 'host' and is_timed
    group by meeting_key

)

select
    m.session_id,
    any_value(m.client_id) as client_id,
    min(m.meeting_key) as meeting_key,
    case
        when bool_and(m.is_timed) then round(any_value(l.seconds) / 60.0)::integer
        else max(m.minutes)
    end as minutes,
    case
        when bool_and(m.is_timed)
            then greatest(0, floor(date_diff(
                'second',
                greatest(
                    any_value(m.starts_at),
                    coalesce(min(h.host_from), any_value(m.starts_at))
                ),
                min(m.from_at)
            ) / 60.0))::integer
    end as minutes_late,
    case
        when bool_and(m.is_timed) and any_value(m.has_end)
            then greatest(0, floor(date_diff(
                'second',
                max(m.until_at) filter (where m.role <> 'waiting'),
                least(any_value(m.ends_at), max(m.meeting_until))
            ) / 60.0))::integer
    end as minutes_early_leave,
    min(m.matched_by) as matched_by,
    greatest(
        max(m.meeting_until), max(m.on_date)::timestamp
    ) as known_at
from matched as m
inner join lengths as l on m.session_id = l.session_id
left join hosts as h on m.meeting_key = h.meeting_key
group by m.session_id
having bool_or(m.role <> 'waiting');

-- One row a session and a meeting that covers its beginning, with its coach there.
create or replace temp table covered as
with

coaches as (

    select count(distinct coach) as count
    from slots

),

near_slots as (

    select distinct
        meeting_key,
        session_id
    from near_sessions

),

-- By meeting first: of all stays and sessions few have anything to do with each other.
near_stays as materialized (

    select
        n.session_id,
        v.meeting_key,
        v.person_id,
        v.role,
        v.from_at,
        v.until_at
    from near_slots as n
    inner join stays as v on n.meeting_key = v.meeting_key

),

-- Words are compared after all has been joined by ids: a comparison of words would be
-- taken for a way to join, and everybody be held against everybody.
known_stays as materialized (

    select
        v.*,
        p.all_words,
        p.email_words,
        p.is_host,
        p.is_absent
    from near_stays as v
    inner join people as p
        on v.meeting_key = p.meeting_key and v.person_id = p.person_id

),

in_slots as materialized (

    select
        v.*,
        s.starts_at,
        s.ends_at,
        s.coach,
        s.coach_words,
        c.count as count_coaches
    from known_stays as v
    inner join slots as s on v.session_id = s.session_id
    cross join coaches as c

),

-- The coach is a host, or whoever is called like the coach.
there as (

    select
        meeting_key,
        session_id,
        bool_or(
            coach is null
            or count_coaches = 1
            or list_has_any(coach_words, all_words)
            or list_has_any(coach_words, email_words)
        ) as is_coach_there
    from in_slots
    where
        from_at <= starts_at + interval 15 minute
        and until_at >= starts_at + interval 10 minute
        and not is_absent
        and role <> 'waiting'
        and (is_host or list_has_any(all_words, coach_words))
    group by meeting_key, session_id

),

-- Somebody of whom nobody knows who they are may be the client.
unknown_people as (

    select distinct
        o.meeting_key,
        o.session_id
    from in_slots as o
    anti join found_visits as f
        on o.meeting_key = f.meeting_key and o.person_id = f.person_id
    where
        o.from_at < o.ends_at + interval 15 minute
        and o.until_at > o.starts_at - interval 15 minute
        and not o.is_host
        and not o.is_absent
        and not list_has_any(o.all_words, o.coach_words)

)

select
    s.session_id,
    s.client_id,
    s.coach,
    s.service,
    s.starts_at,
    s.ends_at,
    t.meeting_key,
    u.session_id is not null as has_unknown
from slots as s
inner join there as t on s.session_id = t.session_id
left join unknown_people as u
    on t.meeting_key = u.meeting_key and s.session_id = u.session_id
where
    t.is_coach_there
    and not s.is_off
    -- A file made before the session cannot know that it was called off.
    and s.is_seen_begun
    and s.session_id not in (select session_id from seen)
    and s.session_id not in (select session_id from possible where not is_absent);
