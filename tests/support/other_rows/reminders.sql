-- One row a message of a made-up log, in the normal form.
select
    booking as session_key,
    number as client_given_id,
    name as client_name,
    email as client_email,
    phone as client_phone,
    try_cast(starts as timestamp) as session_starts_local,
    try_cast(sent as timestamp) as sent_local,
    channel,
    strategy,
    status
from raw
