-- One row a client and a name that the files give beside the client's own: two people
-- may share the address. Names that somebody has answered about are left out.
with

names as (

    select
        client_id,
        coalesce(filed_as, client_id) as filed_as,
        lower(display_name) as name_key,
        max_by(display_name, (exported_at, latest_starts_at, display_name)) as name,
        max(latest_starts_at) as last_starts_at
    from client_versions
    where display_name is distinct from email
    group by all

),

-- Only names under one and the same id share anything.
shared_ids as (

    select filed_as
    from names
    group by filed_as
    having count(distinct name_key) > 1

),

several as (

    select n.*
    from names as n
    semi join shared_ids as s on n.filed_as = s.filed_as

),

rows_of_name as (

    select
        v.client_id,
        lower(v.person_name) as name_key,
        count(distinct v.session_id) as count_sessions
    from session_versions as v
    semi join several as s on v.client_id = s.client_id
    where v.person_name is not null
    group by all

)

select
    s.client_id,
    c.display_name as client,
    s.name,
    s.last_starts_at,
    coalesce(r.count_sessions, 0) as count_sessions
from several as s
inner join clients as c on s.client_id = c.client_id
left join rows_of_name as r
    on s.client_id = r.client_id and s.name_key = r.name_key
where
    s.name_key <> lower(c.display_name)
    and not exists (
        select 1
        from same_person as p
        where
            p.withdrawn_at is null
            and p.first_id = s.filed_as
            and p.person_name = s.name_key
    )
order by s.client_id asc, s.last_starts_at desc, s.name asc
