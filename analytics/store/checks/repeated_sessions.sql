-- One row an id that more than one session has.
select session_id
from sessions
group by session_id
having count(*) > 1
