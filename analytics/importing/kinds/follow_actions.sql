-- One row a promise as the newest import shows it, with the client it concerns.
delete from actions;

insert into actions
select
    p.action_key as action_id,
    p.source,
    c.client_id,
    p.person_id,
    p.owner,
    p.action,
    p.given_at,
    p.due_date,
    p.done_at,
    p.is_done,
    p.import_id,
    p.exported_at as known_at
from newest_action_versions as p
left join found_people as f on p.person_id = f.person_id
left join clients as c on f.client_id = c.client_id;
