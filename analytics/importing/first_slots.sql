-- One row a booking that moved: the time it had first. What a person says was no move
-- was a time put right.
create or replace temp table first_slots as
select
    session_id,
    starts_at,
    slot_known_at
from given_up
where not is_cut
qualify row_number() over (partition by session_id order by nth) = 1
