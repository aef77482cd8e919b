-- One row an identifier whose client is not there.
select k.value
from client_keys as k
anti join clients as c on k.client_id = c.client_id
