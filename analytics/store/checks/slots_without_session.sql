-- One row a given up time of a session that is not in the log.
select m.slot_id
from moved_slots as m
anti join sessions as s on m.session_id = s.session_id
