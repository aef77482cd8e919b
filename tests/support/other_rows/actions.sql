-- One row a line of a made-up homework list, in the normal form.
select
    number as action_key,
    name as client_name,
    email as client_email,
    owner,
    task as text,
    try_cast(due as timestamp) as due_local,
    try_cast(done as timestamp) as done_local
from raw
