-- One row a session of which meeting reports show something, the latest first.
select
    s.session_id,
    c.display_name as client,
    s.starts_at,
    e.outcome,
    e.minutes,
    e.minutes_late,
    e.minutes_early_leave,
    e.is_used
from attendance_evidence as e
inner join sessions as s on e.session_id = s.session_id
inner join clients as c on s.client_id = c.client_id
order by s.starts_at desc, s.session_id asc
limit $at_most
