-- One row a booking that a newer export leaves out, of which nobody has said what
-- became of it, soonest first.
select
    s.session_id,
    s.client_id,
    coalesce(c.display_name, s.client_id) as name,
    s.coach,
    s.service,
    s.starts_at,
    s.last_seen_at,
    s.vanished_known_at,
    s.source
from sessions as s
left join clients as c on s.client_id = c.client_id
where
    s.vanished_known_at is not null
    and (s.outcome in ('unknown', 'scheduled') or s.outcome_basis = 'presumed')
    and s.session_id not in (
        select a.session_id
        from confirmations as a
        where a.withdrawn_at is null
    )
order by s.starts_at desc, s.session_id asc
