-- One row an id that more than one import has.
select import_id
from imports
group by import_id
having count(*) > 1
