-- One row a client who asked, by $entry_day, not to be scored.
select distinct client_id
from no_scoring
where withdrawn_at is null and on_date <= $entry_day
