-- One row a client to whose sessions an agreement may make a difference: who cancelled
-- one that can have been booked from its day on (a day of grace for the time zone).
select distinct v.client_id
from session_versions as v
inner join agreements as a
    on
        (a.client_id is null or v.client_id = a.client_id)
        and (a.service is null or v.service = a.service)
        and coalesce(v.booked_at, v.starts_at) >= a.on_date - interval 1 day
where
    a.entry_id = $entry_id
    and v.status = 'cancelled'
