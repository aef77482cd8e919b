-- What a booking's row says, as one number: to tell repeats from conflicts and to
-- choose among conflicts whatever the order of rows and files.
create or replace temp macro says(b) as (
    hash(
        b.client_id, b.coach, b.service, b.starts_at, b.booked_at, b.moved_at,
        b.status, b.cancelled_at, b.cancelled_by, b.replaces, b.price_cents,
        b.currency, b.duration_minutes, b.reminder_strategy
    )
);
