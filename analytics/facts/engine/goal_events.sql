-- One row a thing that happened to a goal, known on a day, oldest first; withdrawn ones
-- never were. An empty $client_id means everybody's.
select
    goal_id,
    entry_id,
    kind,
    note,
    on_date
from goal_events
where
    withdrawn_at is null
    and on_date <= $entry_day
    and coalesce(client_id = $client_id, true)
order by on_date, entered_at, entry_id
