-- One row a session whose import is not there or was taken back.
with

in_force as (

    select import_id
    from imports
    where undone_at is null

)

select s.session_id
from sessions as s
anti join in_force as i on s.import_id = i.import_id
