-- The versions under an id that stands, or stood, for another client get the client
-- that they have now. Reads the temporary tables found_aliases and renamed (the ids
-- that are concerned) and adds to passed_hands whoever loses or gets a version.
create or replace temp table owned_clients as
with

-- The id that the file gave and the name in the row.
filed as (

    select
        rowid as row_id,
        client_id,
        coalesce(filed_as, client_id) as filed_as,
        lower(display_name) as name
    from client_versions
    where coalesce(filed_as, client_id) in (select r.filed_as from renamed as r)

)

select
    f.row_id,
    f.client_id as old_id,
    f.filed_as,
    coalesce(n.client_id, w.client_id, f.filed_as) as client_id
from filed as f
left join found_aliases as n on f.filed_as = n.filed_as and f.name = n.person_name
left join found_aliases as w on f.filed_as = w.filed_as and w.person_name is null;

create or replace temp table owned_sessions as
with

-- Where a file gives an id one name only, every row of it has that name.
names as (

    select
        import_id,
        coalesce(filed_as, client_id) as filed_as,
        max_by(lower(display_name), (latest_starts_at, display_name)) as name
    from client_versions
    where coalesce(filed_as, client_id) in (select r.filed_as from renamed as r)
    group by all

),

filed as (

    select
        rowid as row_id,
        import_id,
        client_id,
        coalesce(filed_as, client_id) as filed_as,
        lower(person_name) as name
    from session_versions
    where coalesce(filed_as, client_id) in (select r.filed_as from renamed as r)

)

select
    f.row_id,
    f.client_id as old_id,
    f.filed_as,
    coalesce(n.client_id, w.client_id, f.filed_as) as client_id
from filed as f
left join names as o on f.import_id = o.import_id and f.filed_as = o.filed_as
left join found_aliases as n
    on f.filed_as = n.filed_as and coalesce(f.name, o.name) = n.person_name
left join found_aliases as w on f.filed_as = w.filed_as and w.person_name is null;

update client_versions
set
    client_id = o.client_id,
    filed_as = nullif(o.filed_as, o.client_id)
from owned_clients as o
where client_versions.rowid = o.row_id and o.old_id <> o.client_id;

update session_versions
set
    client_id = o.client_id,
    filed_as = nullif(o.filed_as, o.client_id)
from owned_sessions as o
where session_versions.rowid = o.row_id and o.old_id <> o.client_id;

insert into passed_hands
select unnest([old_id, client_id]) as client_id
from owned_clients
where old_id <> client_id
union
select unnest([old_id, client_id]) as client_id
from owned_sessions
where old_id <> client_id;
