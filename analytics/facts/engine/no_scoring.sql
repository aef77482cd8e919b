-- One row a client who had asked by a day not to be scored.
select distinct client_id
from no_scoring
where withdrawn_at is null and on_date <= $entry_day
