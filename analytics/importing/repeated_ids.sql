-- One row a session of a touched client that several imports show.
select v.session_id
from session_versions as v
semi join touched as t on v.client_id = t.client_id
group by v.session_id
having count(*) > 1
