-- What somebody said was no move.
update given_up
set is_cut = true
from said_links as s
where
    not s.is_linked
    and s.new_id = given_up.session_id
    and s.old_id = given_up.slot_id
