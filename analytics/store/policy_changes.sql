-- One row a change of a rule that was known on a day, the newest first; withdrawn ones
-- never were.
select
    entry_id,
    on_date,
    what,
    service,
    coach
from policy_changes
where withdrawn_at is null and on_date <= $entry_day
order by on_date desc, entered_at desc, entry_id desc
