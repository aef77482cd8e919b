-- One row a person whom a file of that name ($files, a pattern) has shown.
select distinct v.client_id
from client_versions as v
inner join imports as i on v.import_id = i.import_id
where i.file_name like $files
