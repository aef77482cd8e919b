-- One row a session at which its client was not seen, in a meeting that surely was it.
-- Reads what rows.sql made.
create or replace temp table not_seen as
with

meetings as (

    select
        meeting_key,
        min(meeting_from) as meeting_from,
        max(meeting_until) as meeting_until,
        name_words(max(topic)) as topic_words,
        nullif(regexp_extract(meeting_key, ':(\d+)@', 1), '') as zoom_id
    from stays
    group by meeting_key

),

-- Others of the same group were there.
in_group as (

    select
        c.session_id,
        c.meeting_key
    from covered as c
    inner join slots as t
        on
            c.starts_at = t.starts_at
            and c.client_id <> t.client_id
            and c.coach is not distinct from t.coach
            and c.service is not distinct from t.service
    inner join found_visits as f
        on
            t.session_id = f.session_id
            and c.meeting_key = f.meeting_key
            and not f.is_absent

),

-- The client was in an earlier meeting of this number, or the meeting bears their
-- name.
of_the_client as (

    select
        c.session_id,
        c.meeting_key
    from covered as c
    inner join meetings as m on c.meeting_key = m.meeting_key
    where
        exists (
            select 1
            from meetings as e
            inner join found_visits as f
                on e.meeting_key = f.meeting_key and not f.is_absent
            where
                e.zoom_id = m.zoom_id
                and e.meeting_until < m.meeting_from
                and f.client_id = c.client_id
        )
        or exists (
            select 1
            from called as n
            where
                n.client_id = c.client_id
                and len(n.words) > 1
                and list_has_all(m.topic_words, n.words)
        )

),

-- A meeting with one client is no other's at the same time.
taken as (

    select distinct
        c.session_id,
        c.meeting_key
    from of_the_client as c
    inner join slots as s on c.session_id = s.session_id
    inner join slots as t
        on
            s.client_id <> t.client_id
            and s.starts_at < t.ends_at
            and s.ends_at > t.starts_at
    where
        exists (
            select 1
            from found_visits as f
            where
                f.session_id = t.session_id
                and f.meeting_key = c.meeting_key
                and not f.is_absent
        )
        or exists (
            select 1
            from of_the_client as d
            where
                d.session_id = t.session_id
                and d.meeting_key = c.meeting_key
        )

),

tied as (

    select
        i.session_id,
        i.meeting_key,
        'group' as matched_by
    from in_group as i

    union all

    select
        o.session_id,
        o.meeting_key,
        'meeting' as matched_by
    from of_the_client as o
    anti join taken as t
        on o.session_id = t.session_id and o.meeting_key = t.meeting_key

),

shown_absent as (

    select
        f.session_id,
        f.meeting_key,
        f.matched_by
    from found_visits as f
    inner join slots as s on f.session_id = s.session_id
    where f.is_absent and not s.is_off

),

sure as (

    select
        c.session_id,
        c.client_id,
        t.meeting_key,
        t.matched_by
    from tied as t
    inner join covered as c
        on t.session_id = c.session_id and t.meeting_key = c.meeting_key
    anti join answers as a
        on
            c.session_id = a.session_id
            and c.meeting_key = a.meeting_key
            and a.person_id = ''
            and a.decision = 'no'
    where not c.has_unknown

    union all

    select
        a.session_id,
        s.client_id,
        a.meeting_key,
        a.matched_by
    from shown_absent as a
    inner join slots as s on a.session_id = s.session_id
    where a.session_id not in (select session_id from seen)

)

select
    s.session_id,
    any_value(s.client_id) as client_id,
    min(s.meeting_key) as meeting_key,
    min(s.matched_by) as matched_by,
    max(m.meeting_until) as known_at
from sure as s
inner join meetings as m on s.meeting_key = m.meeting_key
group by s.session_id;
