-- What a booking's row says, as one number: to tell repeats from conflicts and to
-- choose among conflicts whatever the order of rows and files.
create or replace temp macro says(b) as (
    hash(
        b.client_id, b.coach, b.service, b.starts_at, b.booked_at, b.moved_at,
        b.status, b.cancelled_at, b.cancelled_by, b.replaces, b.price_cents,
        b.currency, b.duration_minutes, b.reminder_strategy
    )
);

-- Of several rows of one booking in one export the greatest counts: the more final
-- one, then the one with the later start. A status that cannot be told is the least
-- final.
create or replace temp macro finality(b) as (
    row(coalesce((b.status <> 'booked')::integer, -1), b.starts_at, says(b))
);

-- The same among versions, whatever files of one moment they come from.
create or replace temp macro precedence(v) as (
    row(finality(v), v.import_id)
);
