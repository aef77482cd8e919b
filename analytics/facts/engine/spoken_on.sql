-- One row a day on which somebody has said what became of a session.
select distinct on_date
from confirmations
where withdrawn_at is null
order by on_date
