-- One row: whether anybody has said what became of a session.
select count(*) > 0 as is_any
from confirmations
where withdrawn_at is null
