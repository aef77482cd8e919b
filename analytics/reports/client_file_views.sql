-- One row a view of a coach after a session of $client_id, known by $entry_day, oldest
-- first; of one day in the order of the sessions.
select
    pulses.entry_id,
    pulses.session_id,
    pulses.on_date,
    pulses.engaged,
    pulses.goal_progress
from pulses
left join sessions on pulses.session_id = sessions.session_id
where
    pulses.client_id = $client_id
    and pulses.withdrawn_at is null
    and pulses.on_date <= $entry_day
    and (pulses.engaged is not null or pulses.goal_progress is not null)
order by pulses.on_date, sessions.starts_at, pulses.entered_at, pulses.entry_id
