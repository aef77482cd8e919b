-- Whoever has a booking that is missing now and was not, or the other way round,
-- comes into touched.
insert into touched
select distinct coalesce(s.client_id, v.client_id) as client_id
from vanished as m
left join sessions as s on m.session_id = s.session_id
left join session_versions as v on m.session_id = v.session_id
where s.vanished_known_at is distinct from m.known_at

union

select s.client_id
from sessions as s
anti join vanished as m on s.session_id = m.session_id
where s.vanished_known_at is not null
