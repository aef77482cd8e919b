-- One row a view of a coach after a session of $client_id, known by $entry_day: the
-- latest two, newest first.
select
    on_date,
    engaged,
    goal_progress
from pulses
where
    client_id = $client_id
    and withdrawn_at is null
    and on_date <= $entry_day
    and (engaged is not null or goal_progress is not null)
order by on_date desc, entered_at desc, entry_id desc
limit 2
