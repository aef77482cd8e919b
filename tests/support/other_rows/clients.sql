-- One row a person of a made-up client list, in the normal form.
select
    number as client_given_id,
    name as client_name,
    email as client_email,
    phone as client_phone
from raw
