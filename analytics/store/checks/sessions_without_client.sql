-- One row a session whose client is not there.
select s.session_id
from sessions as s
anti join clients as c on s.client_id = c.client_id
