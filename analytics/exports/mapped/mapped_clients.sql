-- One row a person of a client list that was mapped, in the normal form.
-- Reads the view mapped_rows and the macros of mapped_macros.sql.
select
    record,
    ignored,
    case
        when client_id is not null
            then 'm-' || left(md5($source || '|' || client_id), 12)
    end
        as client_given_id,
    person as client_name,
    email as client_email,
    phone as client_phone,
    coach,
    since_local,
    since_utc,
    row_zone as zone,
    null::varchar as problem
from mapped_rows
