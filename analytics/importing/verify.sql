-- One row a way in which the stored log may differ from its sources.
select
    'sessions are not what their imports say' as what,
    count(*) as differences
from resolved as r
full join sessions as s on r.session_id = s.session_id
where
    r.session_id is null
    or s.session_id is null
    or (
        r.client_id, r.starts_at, r.outcome, r.outcome_basis, r.replaces,
        r.vanished_known_at
    ) is distinct from (
        s.client_id, s.starts_at, s.outcome, s.outcome_basis, s.replaces,
        s.vanished_known_at
    )
    -- Whoever is forgotten takes away a reason for doubt about somebody else's bill.
    or (
        (r.price_cents, r.currency) is distinct from (s.price_cents, s.currency)
        and not exists (select 1 from forgotten)
    )

union all

select
    'clients have no session' as what,
    count(*) as differences
from clients as c
anti join sessions as s on c.client_id = s.client_id

union all

select
    'sessions have no client' as what,
    count(*) as differences
from sessions as s
anti join clients as c on s.client_id = c.client_id

union all

select
    'moves are not what their imports say' as what,
    count(*) as differences
from given_up as g
full join moved_slots as m on g.slot_id = m.slot_id
where
    (g.session_id, g.client_id, g.starts_at, g.moved_known_at, g.is_cut)
    is distinct from
    (m.session_id, m.client_id, m.starts_at, m.moved_known_at, m.is_cut)
    -- A file of an older form: the next import looks through all it holds.
    and not exists (select 1 from meta where key = 'resolve_due')
