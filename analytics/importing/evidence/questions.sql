-- One row a question about a meeting and a session. Reads `resolved` and what
-- rows.sql made. Nobody is asked twice, nor about what nobody doubts.
create or replace temp table asked as
with

open_sessions as (

    select
        s.session_id,
        s.coach
    from slots as s
    anti join seen as e on s.session_id = e.session_id
    where
        not s.is_off
        and s.outcome_basis in ('presumed', 'none')
        and s.outcome in ('attended', 'unknown', 'scheduled')

),

-- Hosts and coaches are not clients under another name.
coaches as (

    select list_distinct(flatten(list(distinct coach_words))) as words
    from slots

),

guests as (

    select
        p.meeting_key,
        p.person_id
    from people as p
    cross join coaches as c
    where
        not p.is_host
        and not p.is_absent
        and not coalesce(list_has_any(p.all_words, c.words), false)

),

unsure as (

    select
        p.meeting_key,
        p.person_id,
        p.session_id,
        p.client_id,
        case when p.rank = 4 then 'part_of_name' else 'several' end as why
    from possible as p
    semi join open_sessions as o on p.session_id = o.session_id
    semi join guests as g
        on p.meeting_key = g.meeting_key and p.person_id = g.person_id
    where not p.is_certain

),

unnamed as (

    select
        o.meeting_key,
        o.person_id,
        o.session_id,
        o.client_id,
        count(*) over (partition by o.meeting_key, o.person_id) as count
    from near_sessions as o
    inner join covered as c
        on o.session_id = c.session_id and o.meeting_key = c.meeting_key
    semi join open_sessions as s on o.session_id = s.session_id
    semi join guests as g
        on o.meeting_key = g.meeting_key and o.person_id = g.person_id
    anti join possible as p
        on o.meeting_key = p.meeting_key and o.person_id = p.person_id
    where o.seconds >= 300

),

-- The report and the file say different things.
against as (

    select
        e.meeting_key,
        coalesce(f.person_id, '') as person_id,
        e.session_id,
        e.client_id,
        'contradiction' as why
    from evidence as e
    inner join resolved as r on e.session_id = r.session_id
    left join found_visits as f
        on
            e.session_id = f.session_id
            and e.meeting_key = f.meeting_key
            and not f.is_absent
    where
        r.outcome_basis = 'recorded'
        and (
            (e.outcome = 'attended' and r.outcome <> 'attended')
            or (e.outcome = 'no_show' and r.outcome = 'attended')
        )

),

either as (

    select * from unsure
    union all
    select
        * exclude (count),
        'unknown_name' as why
    from unnamed
    -- Of many it could be anybody: then nothing is asked.
    where count <= 3
    union all
    select * from against

)

select
    e.meeting_key,
    e.person_id,
    e.session_id,
    e.client_id,
    min(e.why) as why
from either as e
anti join answers as a
    on
        e.meeting_key = a.meeting_key
        and e.person_id = a.person_id
        and e.session_id = a.session_id
group by e.meeting_key, e.person_id, e.session_id, e.client_id;
