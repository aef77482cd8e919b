-- One row a person of one client list, with the client they are.
select
    c.client_id,
    c.client_id as target,
    v.person_name,
    null::timestamp as shown_at
from list_versions as v
left join found_people as f on v.person_id = f.person_id
left join clients as c on f.client_id = c.client_id
where v.import_id = $import_id
