-- One row a reminder or a promise whose session or client is not in the log.
select r.reminder_id as row_id
from reminders as r
anti join sessions as s on r.session_id = s.session_id
where r.session_id is not null

union all

select a.action_id as row_id
from actions as a
anti join clients as c on a.client_id = c.client_id
where a.client_id is not null
