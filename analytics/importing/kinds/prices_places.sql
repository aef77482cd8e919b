-- One row a price of one import, with the session it is for.
select
    coalesce(s.client_id, f.client_id) as client_id,
    s.session_id as target,
    p.person_name,
    coalesce(p.starts_at, p.on_date::timestamp) as shown_at
from price_versions as p
left join price_links as l on p.price_key = l.price_key
left join sessions as s on l.session_id = s.session_id
left join found_people as f on p.person_id = f.person_id
where p.import_id = $import_id
