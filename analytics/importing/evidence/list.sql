-- One row a question about a report, with what a person needs to answer it.
with

rows_once as (

    select distinct
        visit_key,
        meeting_key,
        person_id,
        person_name,
        email,
        -- By the clock where the report has one, as everywhere.
        coalesce(date_diff('minute', joined_at, left_at), minutes) as minutes
    from visits

),

stays as (

    select
        meeting_key,
        person_id,
        min(coalesce(person_name, email)) as seen_as,
        sum(minutes) as minutes
    from rows_once
    group by meeting_key, person_id

),

said as (

    select distinct session_id
    from confirmations
    where withdrawn_at is null

)

select
    s.session_id,
    s.client_id,
    c.display_name as client,
    s.coach,
    s.service,
    s.starts_at,
    q.meeting_key,
    q.person_id,
    v.seen_as,
    v.minutes::integer as minutes,
    q.why,
    s.outcome as log_says,
    coalesce(e.outcome, 'attended') as report_says
from visit_questions as q
inner join sessions as s on q.session_id = s.session_id
inner join clients as c on s.client_id = c.client_id
left join stays as v
    on q.meeting_key = v.meeting_key and q.person_id = v.person_id
left join attendance_evidence as e on q.session_id = e.session_id
anti join said on q.session_id = said.session_id
order by s.starts_at desc, s.session_id asc, v.seen_as asc
