-- What client lists add: people of a list who are clients are known by all that
-- the list says of them.
insert into known_keys
with

listed as (

    select distinct
        l.source,
        r.client_id,
        l.given_id,
        lower(l.person_name) as name,
        l.email,
        l.phone
    from newest_list_versions as l
    inner join found_people as r on l.person_id = r.person_id

),

keys as (

    select
        source,
        client_id,
        unnest(['id', 'id', 'email', 'phone', 'name', 'name']) as kind,
        unnest([
            source || '|' || given_id,
            '*|' || given_id,
            email,
            phone,
            source || '|' || name,
            '*|' || name
        ]) as value
    from listed

)

select distinct
    source,
    client_id,
    kind,
    value
from keys
where value is not null;
