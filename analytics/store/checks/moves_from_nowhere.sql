-- One row a session that was moved from one that is not in the log.
select s.session_id
from sessions as s
anti join sessions as older on s.replaces = older.session_id
where s.replaces is not null
