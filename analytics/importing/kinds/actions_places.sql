-- One row a promise of one import, with the client it concerns.
select
    a.client_id,
    a.client_id as target,
    v.person_name,
    coalesce(v.due_date::timestamp, v.given_at) as shown_at
from action_versions as v
inner join actions as a on v.action_key = a.action_id
where v.import_id = $import_id
