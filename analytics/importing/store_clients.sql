-- The touched clients and their identifiers, as the newest import shows them. Who was
-- said to be one person goes by the name and address of the id that was kept.
delete from clients
where client_id in (select client_id from touched);

insert into clients
select
    v.client_id,
    max_by(
        v.display_name,
        (v.filed_as is null, v.exported_at, v.latest_starts_at, v.display_name)
    ) as display_name,
    max_by(
        v.email,
        (v.filed_as is null, v.exported_at, v.latest_starts_at, v.email)
    ) filter (
        where v.email is not null
    ) as email,
    max_by(
        v.phone,
        (v.filed_as is null, v.exported_at, v.latest_starts_at, v.phone)
    ) filter (
        where v.phone is not null
    ) as phone
from client_versions as v
semi join touched as t on v.client_id = t.client_id
-- A person whose every booking has since passed to somebody else is gone.
semi join sessions as s on v.client_id = s.client_id
group by v.client_id;

delete from client_keys
where client_id in (select client_id from touched);

insert into client_keys
with

given as (

    select
        client_id,
        source,
        key_kind as kind,
        key_value as value
    from client_versions

    union

    select
        client_id,
        source,
        'email' as kind,
        email as value
    from client_versions
    where email is not null

)

select
    g.client_id,
    g.source,
    g.kind,
    g.value
from given as g
semi join touched as t on g.client_id = t.client_id
semi join clients as c on g.client_id = c.client_id;
