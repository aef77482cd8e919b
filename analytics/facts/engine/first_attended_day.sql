-- One row: the day of the first session attended; absent without one.
select min(start_day) as first_day
from session_facts
where is_attended
