-- One row an answer of one import, with the client it concerns.
select
    client_id,
    client_id as target,
    null::varchar as person_name,
    contacted_on::timestamp as shown_at
from return_versions
where import_id = $import_id
