-- One row a decision about a fee that was known on a day, the newest first; withdrawn
-- ones never were.
select
    entry_id,
    client_id,
    session_id,
    decision,
    reason,
    fee_cents,
    currency,
    on_date
from fee_decisions
where withdrawn_at is null and on_date <= $entry_day
order by on_date desc, entered_at desc, entry_id desc
