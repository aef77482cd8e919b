-- One row: from which day sessions took place, how many, and of how many clients.
select
    min(start_day) as first_day,
    count(*) as sessions,
    count(distinct client_id) as clients
from session_facts
where is_attended
