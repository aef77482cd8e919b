-- What client lists add to the touched clients: an address, a number or a name that
-- no session gives, and the identifiers by which the list knows them.
create or replace temp table listed_clients as
select
    f.client_id,
    max_by(l.person_name, (l.exported_at, l.person_name)) filter (
        where l.person_name is not null
    ) as display_name,
    max_by(l.email, (l.exported_at, l.email)) filter (
        where l.email is not null
    ) as email,
    max_by(l.phone, (l.exported_at, l.phone)) filter (
        where l.phone is not null
    ) as phone
from newest_list_versions as l
inner join found_people as f on l.person_id = f.person_id
semi join touched as t on f.client_id = t.client_id
group by f.client_id;

update clients
set
    display_name = case
        when
            l.display_name is not null
            and (
                clients.display_name in (clients.email, clients.phone)
                or (clients.client_id, clients.display_name) in (
                    select (k.client_id, k.value)
                    from client_keys as k
                )
            )
            then l.display_name
        else clients.display_name
    end,
    email = coalesce(clients.email, l.email),
    phone = coalesce(clients.phone, l.phone)
from listed_clients as l
where l.client_id = clients.client_id;

insert into client_keys
with

listed as (

    select
        f.client_id,
        l.source,
        unnest(['id', 'email', 'phone']) as kind,
        unnest([l.given_id, l.email, l.phone]) as value
    from newest_list_versions as l
    inner join found_people as f on l.person_id = f.person_id
    semi join touched as t on f.client_id = t.client_id
    semi join clients as c on f.client_id = c.client_id

)

select distinct
    client_id,
    source,
    kind,
    value
from listed
where value is not null
except
select
    client_id,
    source,
    kind,
    value
from client_keys;
