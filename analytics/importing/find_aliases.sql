-- One row an id, or a name under an id, that stands for another client: what the
-- answers in force say together. Of several answers about one pair the latest counts.
create or replace temp table found_aliases as
with recursive

answers as (

    select
        first_id,
        second_id,
        person_name,
        is_same,
        entered_at,
        rowid as place
    from same_person
    where withdrawn_at is null
    qualify
        row_number() over (
            partition by
                least(first_id, second_id), greatest(first_id, second_id), person_name
            order by entered_at desc, rowid desc
        ) = 1

),

pairs as (

    select *
    from answers
    where person_name is null and is_same

),

edges as (

    select
        first_id as from_id,
        second_id as to_id
    from pairs

    union

    select
        second_id as from_id,
        first_id as to_id
    from pairs

),

reached as (

    select
        from_id,
        to_id
    from edges

    union

    select
        r.from_id,
        e.to_id
    from reached as r
    inner join edges as e on r.to_id = e.from_id

),

-- A person is one group of ids: it goes by the id that was kept last.
groups as (

    select
        from_id as id,
        least(from_id, min(to_id)) as group_id
    from reached
    group by from_id

),

kept as (

    select
        g.group_id,
        max_by(p.second_id, (p.entered_at, p.place)) as client_id
    from pairs as p
    inner join groups as g on p.first_id = g.id
    group by g.group_id

),

whole as (

    select
        g.id as filed_as,
        k.client_id
    from groups as g
    inner join kept as k on g.group_id = k.group_id

),

named as (

    select
        a.first_id as filed_as,
        a.person_name,
        coalesce(w.client_id, a.second_id) as client_id
    from answers as a
    left join whole as w on a.second_id = w.filed_as
    where a.person_name is not null and not a.is_same

)

select
    filed_as,
    null::varchar as person_name,
    client_id
from whole
where filed_as <> client_id

union all

select
    filed_as,
    person_name,
    client_id
from named
