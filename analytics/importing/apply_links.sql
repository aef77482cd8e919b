-- Moves become visible on both of their sessions: those the tool linked itself,
-- then those a person joined and those the rule found. What took the place may have
-- moved on since under its own id.
update resolved
set
    outcome = 'rescheduled',
    is_late_unknown = false,
    replaced_known_at = coalesce(f.slot_known_at, n.slot_known_at)
from resolved as n
left join first_slots as f on n.session_id = f.session_id
where
    n.replaces = resolved.session_id
    and n.client_id = resolved.client_id
    and resolved.outcome in (
        'cancelled', 'cancelled_by_coach', 'late_cancelled', 'rescheduled'
    );

update resolved
set
    replaces = links.old_id,
    link_basis = links.basis
from links
where links.new_id = resolved.session_id;

-- That somebody came, or did not, is a fact that no link takes away.
update resolved
set
    outcome = 'rescheduled',
    outcome_basis = case
        when resolved.outcome_basis = 'recorded' then 'recorded' else 'confirmed'
    end,
    outcome_known_at = case
        when resolved.outcome_basis = 'recorded' then resolved.outcome_known_at
        else coalesce(f.slot_known_at, n.slot_known_at)
    end,
    is_late_unknown = false,
    replaced_known_at = coalesce(f.slot_known_at, n.slot_known_at)
from links
inner join resolved as n on links.new_id = n.session_id
left join first_slots as f on n.session_id = f.session_id
where
    links.old_id = resolved.session_id
    and (
        resolved.outcome_basis <> 'recorded'
        or resolved.outcome not in ('attended', 'no_show')
    );
