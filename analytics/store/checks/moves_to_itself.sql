-- One row a session that is said to replace itself or an earlier move of itself.
select s.session_id
from sessions as s
inner join sessions as older on s.replaces = older.session_id
where s.session_id = older.session_id or older.replaces = s.session_id
