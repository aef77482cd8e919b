-- The log of the touched clients becomes what was resolved.
delete from sessions
where
    client_id in (select client_id from touched)
    and session_id not in (select session_id from resolved);

-- The linter does not know an update that takes every column of its source.
merge into sessions  -- noqa: PRS
using resolved
on sessions.session_id = resolved.session_id
when matched
    and (
        sessions.source, sessions.client_id, sessions.coach, sessions.service,
        sessions.starts_at, sessions.starts_day, sessions.starts_hour, sessions.zone,
        sessions.duration_minutes, sessions.booked_at, sessions.slot_known_at,
        sessions.outcome, sessions.outcome_basis, sessions.outcome_known_at,
        sessions.cancelled_at, sessions.cancelled_after, sessions.cancelled_before,
        sessions.cancelled_by, sessions.moved_at, sessions.replaces,
        sessions.replaced_known_at, sessions.price_cents, sessions.currency,
        sessions.reminder_strategy, sessions.package_sessions, sessions.import_id,
        sessions.last_seen_at, sessions.is_late_unknown,
        sessions.vanished_known_at, sessions.link_basis
    ) is distinct from (
        resolved.source, resolved.client_id, resolved.coach, resolved.service,
        resolved.starts_at, resolved.starts_day, resolved.starts_hour, resolved.zone,
        resolved.duration_minutes, resolved.booked_at, resolved.slot_known_at,
        resolved.outcome, resolved.outcome_basis, resolved.outcome_known_at,
        resolved.cancelled_at, resolved.cancelled_after, resolved.cancelled_before,
        resolved.cancelled_by, resolved.moved_at, resolved.replaces,
        resolved.replaced_known_at, resolved.price_cents, resolved.currency,
        resolved.reminder_strategy, resolved.package_sessions, resolved.import_id,
        resolved.last_seen_at, resolved.is_late_unknown,
        resolved.vanished_known_at, resolved.link_basis
    )
    then update
when not matched then insert;
