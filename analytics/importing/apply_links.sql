-- Moves become visible on both of their sessions: those the tool linked itself,
-- then those the rule found.
update resolved
set
    outcome = 'rescheduled',
    replaced_known_at = n.slot_known_at
from resolved as n
where
    n.replaces = resolved.session_id
    and n.client_id = resolved.client_id
    and resolved.outcome in (
        'cancelled', 'cancelled_by_coach', 'late_cancelled', 'rescheduled'
    );

update resolved
set replaces = links.old_id
from links
where links.new_id = resolved.session_id;

update resolved
set
    outcome = 'rescheduled',
    replaced_known_at = n.slot_known_at
from links
inner join resolved as n on links.new_id = n.session_id
where links.old_id = resolved.session_id;
