-- One row a way in which the tools that show sessions name a client.
create or replace temp table known_keys as
with

shown as (

    select distinct
        source,
        client_id,
        key_kind,
        key_value,
        lower(display_name) as name,
        email,
        regexp_replace(phone, '\D', '', 'g') as digits
    from client_versions

),

keys as (

    select
        source,
        client_id,
        unnest(['id', 'id', 'email', 'phone', 'name', 'name']) as kind,
        unnest([
            case when key_kind = 'id' then source || '|' || key_value end,
            case when key_kind = 'id' then '*|' || key_value end,
            email,
            case when length(digits) >= 7 then digits end,
            source || '|' || name,
            '*|' || name
        ]) as value
    from shown

)

select distinct
    source,
    client_id,
    kind,
    value
from keys
where value is not null;
