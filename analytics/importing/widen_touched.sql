-- One row a client whose log may have changed: those in touched, and, step by
-- step, whoever one of their sessions belonged to in another import or in the
-- stored log. Few sessions ever change hands, so the search goes by those.
create or replace temp table changed_hands as

with

holders as (

    select
        session_id,
        client_id
    from session_versions

    union

    select
        session_id,
        client_id
    from sessions

)

select
    a.client_id as from_id,
    b.client_id as to_id
from holders as a
inner join holders as b
    on a.session_id = b.session_id and a.client_id <> b.client_id
group by all;

create or replace temp table touched as

with recursive

reached as (

    select client_id from touched

    union

    select c.to_id as client_id
    from reached as r
    inner join changed_hands as c on r.client_id = c.from_id

)

select client_id from reached;
