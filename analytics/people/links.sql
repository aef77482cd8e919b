-- One row a step of a move: a slot and the one whose place it took, newest first. A
-- session that moved under its own id has a slot for each time it had before.
with

slots as (

    select
        slot_id,
        session_id,
        starts_at,
        nth,
        lead(slot_id) over moves as next_id,
        lead(starts_at) over moves as next_starts_at
    from moved_slots
    where not is_cut
    window moves as (partition by session_id order by nth)

),

first_slots as (

    select *
    from slots
    qualify row_number() over (partition by session_id order by nth) = 1

),

steps as (

    select
        n.session_id as of_session_id,
        coalesce(f.slot_id, n.session_id) as session_id,
        o.session_id as old_id,
        o.starts_at as old_starts_at,
        coalesce(f.starts_at, n.starts_at) as starts_at,
        coalesce(n.link_basis, 'recorded') as basis
    from sessions as n
    inner join sessions as o
        on n.replaces = o.session_id and n.client_id = o.client_id
    left join first_slots as f on n.session_id = f.session_id

    union all

    select
        s.session_id as of_session_id,
        coalesce(s.next_id, s.session_id) as session_id,
        s.slot_id as old_id,
        s.starts_at as old_starts_at,
        coalesce(s.next_starts_at, n.starts_at) as starts_at,
        'seen' as basis
    from slots as s
    inner join sessions as n on s.session_id = n.session_id

)

select
    s.session_id,
    n.client_id,
    coalesce(c.display_name, n.client_id) as name,
    n.service,
    s.old_id,
    s.old_starts_at,
    s.starts_at,
    n.outcome,
    s.basis
from steps as s
inner join sessions as n on s.of_session_id = n.session_id
left join clients as c on n.client_id = c.client_id
where $client_id is null or n.client_id = $client_id
order by n.starts_at desc, n.session_id asc, s.starts_at desc, s.session_id asc
