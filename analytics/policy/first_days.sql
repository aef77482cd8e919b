-- One row a client who ever came: the day of the first session attended.
select
    client_id,
    min(start_day) as first_day
from session_facts
where is_attended
group by client_id
