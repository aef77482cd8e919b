-- The given up times of the touched clients become what was found.
delete from moved_slots
where
    client_id in (select t.client_id from touched as t)
    or session_id in (select r.session_id from resolved as r);

insert into moved_slots by name
from given_up;
