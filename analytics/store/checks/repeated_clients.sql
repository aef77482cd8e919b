-- One row an id that more than one client has.
select client_id
from clients
group by client_id
having count(*) > 1
