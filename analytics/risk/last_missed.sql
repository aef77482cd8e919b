-- One row a client who ever missed a session or cancelled one late: the last such day.
select
    client_id,
    max(start_day) as last_missed_day
from session_facts
where
    start_s <= $as_of_s
    and not is_excused
    and outcome in ('no_show', 'late_cancelled')
group by client_id
