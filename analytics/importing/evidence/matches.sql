-- Which session each person of a meeting took part in. Reads `resolved`, the whole
-- log, and what people.sql made.

-- One row a session that can have taken place. What was moved away was not held.
create or replace temp table slots as
with

coaches as (

    select
        coach,
        name_words(coach) as words
    from resolved
    where coach is not null
    group by coach

)

select
    r.session_id,
    r.client_id,
    r.coach,
    coalesce(c.words, []) as coach_words,
    r.service,
    r.starts_at,
    r.starts_at + to_minutes(coalesce(r.duration_minutes, 60)) as ends_at,
    r.duration_minutes is not null as has_end,
    r.outcome,
    r.outcome_basis,
    r.last_seen_at >= r.starts_at as is_seen_begun,
    r.outcome in ('cancelled', 'cancelled_by_coach', 'late_cancelled') as is_off
from resolved as r
left join coaches as c on r.coach = c.coach
where r.outcome <> 'rescheduled';

-- One row a person of a meeting and a session with which a stay of theirs overlaps.
create or replace temp table near_sessions as
with

meetings as (

    select
        meeting_key,
        min(meeting_from) as meeting_from,
        max(meeting_until) as meeting_until
    from stays
    group by meeting_key

),

-- Some come a little early, and some sessions begin or end a little late.
near as (

    select
        m.meeting_key,
        s.*
    from meetings as m
    inner join slots as s
        on
            m.meeting_from < s.ends_at + interval 15 minute
            and m.meeting_until > s.starts_at - interval 15 minute

)

select
    v.meeting_key,
    v.person_id,
    n.session_id,
    n.client_id,
    n.starts_at,
    n.is_off,
    n.outcome,
    n.outcome_basis,
    bool_and(v.role = 'absent') as is_absent,
    sum(greatest(0, date_diff(
        'second',
        greatest(v.from_at, n.starts_at),
        least(v.until_at, n.ends_at)
    ))) as seconds,
    min(abs(date_diff('second', v.from_at, n.starts_at))) as distance
from stays as v
inner join near as n on v.meeting_key = n.meeting_key
where
    v.from_at < n.ends_at + interval 15 minute
    and v.until_at > n.starts_at - interval 15 minute
group by all;

-- One row a person of a meeting and a session of a client that they may be.
create or replace temp table possible as
with

told as (

    select
        o.*,
        case when a.decision = 'yes' then 0 else l.rank end as rank,
        a.on_date
    from near_sessions as o
    left join likenesses as l
        on
            o.meeting_key = l.meeting_key
            and o.person_id = l.person_id
            and o.client_id = l.client_id
    left join answers as a
        on
            o.session_id = a.session_id
            and o.meeting_key = a.meeting_key
            and o.person_id = a.person_id
    where
        (l.rank is not null or a.decision = 'yes')
        and coalesce(a.decision, 'yes') <> 'no'

),

-- Of the sessions of one client those count in which the stay really lies: ten
-- minutes of it, or else the most of it. A session called off yields to one that is on.
weighed as (

    select
        *,
        row_number() over (
            partition by meeting_key, person_id, client_id
            order by is_off asc, seconds desc, distance asc, session_id asc
        ) as place,
        max(seconds) over (
            partition by meeting_key, person_id, client_id
        ) as most_seconds,
        bool_or(not is_off) over (
            partition by meeting_key, person_id, client_id
        ) as is_any_on,
        min(distance) over (
            partition by meeting_key, person_id, client_id
        ) as least_distance
    from told

),

held as (

    select * exclude (place, most_seconds, is_any_on, least_distance)
    from weighed
    where
        rank = 0
        or (
            is_off = not is_any_on
            and (
                place = 1
                or seconds >= 600
                -- Two files may show one session.
                or (seconds = most_seconds and distance = least_distance)
            )
        )

),

best as (

    select
        meeting_key,
        person_id,
        min(rank) as rank
    from held
    group by meeting_key, person_id

)

select
    h.*,
    -- Whether it can only be this client; some words of a name never settle it.
    count(distinct h.client_id) over (
        partition by h.meeting_key, h.person_id
    ) = 1 and h.rank < 4 as is_certain
from held as h
inner join best as b
    on
        h.meeting_key = b.meeting_key
        and h.person_id = b.person_id
        and h.rank = b.rank;

-- One row a person of a meeting and a session that they took part in, or were listed
-- for and did not.
create or replace temp table found_visits as
select
    meeting_key,
    person_id,
    session_id,
    client_id,
    is_absent,
    is_off,
    outcome,
    outcome_basis,
    starts_at,
    on_date,
    case rank when 0 then 'person' when 3 then 'name' else 'email' end as matched_by
from possible
where is_certain;
