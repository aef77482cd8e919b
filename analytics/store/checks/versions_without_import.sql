-- One row a session or client as shown by an import that is not there or was
-- taken back.
with

in_force as (

    select import_id
    from imports
    where undone_at is null

)

select v.import_id
from session_versions as v
anti join in_force as i on v.import_id = i.import_id

union all

select v.import_id
from client_versions as v
anti join in_force as i on v.import_id = i.import_id
