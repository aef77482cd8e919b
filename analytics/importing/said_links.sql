-- One row a pair of sessions about which somebody said whether the newer took the
-- place of the older. Of several answers about one pair the latest counts.
create or replace temp table said_links as
with

answers as (

    select
        session_id as new_id,
        replaces as old_id,
        is_linked,
        (entered_at, rowid) as said
    from session_links
    where withdrawn_at is null
    qualify
        row_number() over (
            partition by session_id, replaces order by entered_at desc, rowid desc
        ) = 1

),

-- A session takes the place of one other, and one other takes its place.
joined as (

    select
        new_id,
        old_id
    from answers
    where is_linked
    qualify
        row_number() over (partition by new_id order by said desc) = 1
        and row_number() over (partition by old_id order by said desc) = 1

),

cut as (

    select
        new_id,
        old_id
    from answers
    where not is_linked

)

select
    j.new_id,
    j.old_id,
    true as is_linked
from joined as j
inner join resolved as n on j.new_id = n.session_id
inner join resolved as o on j.old_id = o.session_id
where n.client_id = o.client_id

union all

select
    new_id,
    old_id,
    false as is_linked
from cut;

-- What the file links and a person does not: it is as if the file were silent.
update resolved
set
    replaces = null,
    link_basis = null
from said_links as s
where
    s.new_id = resolved.session_id
    and (s.is_linked or s.old_id = resolved.replaces);

-- An older session has one successor: the one that was said.
update resolved
set
    replaces = null,
    link_basis = null
from said_links as s
where s.is_linked and s.old_id = resolved.replaces;
