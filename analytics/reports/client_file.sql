-- One row a session of $client_id: what a timeline says beside its outcome.
select
    session_id,
    price_cents,
    currency,
    excused_reason
from sessions_said
where client_id = $client_id
