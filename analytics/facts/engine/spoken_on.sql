-- One row a day on which somebody has said what became of a session, or a client has
-- asked not to be scored.
select on_date
from confirmations
where withdrawn_at is null
union
select on_date
from no_scoring
where withdrawn_at is null
order by on_date
