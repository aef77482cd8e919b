-- A booking that a newer export leaves out is flagged. If it was still ahead when it
-- was last seen, nobody knows what became of it, and it counts as booked no longer.
update resolved
set
    vanished_known_at = m.known_at,
    outcome = case
        when resolved.outcome = 'scheduled' then 'unknown' else resolved.outcome
    end,
    outcome_known_at = case
        when resolved.outcome = 'scheduled' then m.known_at
        else resolved.outcome_known_at
    end
from vanished as m
where m.session_id = resolved.session_id
