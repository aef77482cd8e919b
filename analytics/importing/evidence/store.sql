-- What follows from all reports replaces what followed from fewer or more of them.
delete from visit_sessions;

insert into visit_sessions
select
    meeting_key,
    person_id,
    session_id,
    client_id,
    matched_by
from found_visits;

delete from attendance_evidence;

insert into attendance_evidence by name
from evidence;

delete from visit_questions;

insert into visit_questions by name
from asked;
