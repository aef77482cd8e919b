-- One row a step of a move: a session and the one whose place it took, newest first.
select
    n.session_id,
    n.client_id,
    coalesce(c.display_name, n.client_id) as name,
    n.service,
    o.session_id as old_id,
    o.starts_at as old_starts_at,
    n.starts_at,
    n.outcome,
    coalesce(n.link_basis, 'recorded') as basis
from sessions as n
inner join sessions as o on n.replaces = o.session_id and n.client_id = o.client_id
left join clients as c on n.client_id = c.client_id
where $client_id is null or n.client_id = $client_id
order by n.starts_at desc, n.session_id asc
