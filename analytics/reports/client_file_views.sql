-- One row a view of a coach after a session of $client_id, known by $entry_day, oldest
-- first.
select
    entry_id,
    session_id,
    on_date,
    engaged,
    goal_progress
from pulses
where
    client_id = $client_id
    and withdrawn_at is null
    and on_date <= $entry_day
    and (engaged is not null or goal_progress is not null)
order by on_date, entered_at, entry_id
