-- One row a session that the client came to, or missed or cancelled late, as known at a
-- moment.
select
    client_id,
    coach,
    start_s,
    start_day,
    event_s as known_s,
    is_attended
from client_features_events
where
    is_counted
    and outcome in ('attended', 'no_show', 'late_cancelled')
    and event_s <= $as_of_s
order by client_id, start_s, session_id
