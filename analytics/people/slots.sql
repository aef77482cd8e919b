-- One row a session of a client, newest first: what can be joined by hand.
select
    session_id,
    starts_at,
    outcome,
    service
from sessions
where client_id = $client_id
order by starts_at desc, session_id asc
