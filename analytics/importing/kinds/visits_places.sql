-- One row a stay of one import, with the session it was part of.
with

matched as (

    select
        meeting_key,
        person_id,
        min(session_id) as session_id,
        min(client_id) as client_id
    from visit_sessions
    group by meeting_key, person_id

)

select
    coalesce(m.client_id, f.client_id) as client_id,
    m.session_id as target,
    v.person_name,
    coalesce(v.joined_at, v.meeting_starts_at) as shown_at
from visits as v
left join matched as m
    on v.meeting_key = m.meeting_key and v.person_id = m.person_id
left join found_people as f on v.person_id = f.person_id
where v.import_id = $import_id and v.role <> 'host'
