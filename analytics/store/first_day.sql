-- One row: the local day of the first session of $client_id, empty without one.
select date '1970-01-01' + min(starts_day)::integer as first_day
from sessions
where client_id = $client_id
