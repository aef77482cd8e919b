-- One row a session whose outcome or basis is no word of ours, or whose basis
-- does not go with the outcome.
select session_id
from sessions
where
    outcome not in (
        'attended', 'no_show', 'late_cancelled', 'cancelled', 'cancelled_by_coach',
        'rescheduled', 'scheduled', 'unknown'
    )
    or outcome_basis not in (
        'recorded', 'evidence', 'confirmed', 'presumed', 'none'
    )
    or (outcome in ('scheduled', 'unknown')) <> (outcome_basis = 'none')
