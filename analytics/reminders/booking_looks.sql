-- One row an eligible session: the moment when its first reminder was due, as the look
-- of its own that features of bookings are asked for.
select
    due_s as as_of_s,
    start_day as as_of_day,
    session_id,
    client_id,
    start_s,
    start_day,
    start_hour,
    midnight_s,
    slot_known_s,
    true as is_known,
    due_s as look_s,
    due_s as seen_s
from eligible
