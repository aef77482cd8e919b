-- One row a session that is new or looks different from the stored log.
create or replace temp table changes as

select
    r.session_id,
    s.session_id is null as is_new
from resolved as r
left join sessions as s on r.session_id = s.session_id
where
    s.session_id is null
    or (
        r.client_id, r.coach, r.service, r.starts_at, r.duration_minutes,
        r.booked_at, r.outcome, r.outcome_basis, r.cancelled_at,
        r.cancelled_after, r.cancelled_by, r.replaces, r.price_cents, r.currency,
        r.reminder_strategy
    ) is distinct from (
        s.client_id, s.coach, s.service, s.starts_at, s.duration_minutes,
        s.booked_at, s.outcome, s.outcome_basis, s.cancelled_at,
        s.cancelled_after, s.cancelled_by, s.replaces, s.price_cents, s.currency,
        s.reminder_strategy
    )
