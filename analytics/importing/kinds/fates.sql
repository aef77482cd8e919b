-- One row a staged row: what becomes of it. Reads the views said_rows (this file)
-- and known_rows (what other imports showed), both with one hash a row.
with

salts as (

    select m.value as salt
    from meta as m
    where m.key = 'salt' and exists (select 1 from forgotten)

),

-- Whoever asked to be forgotten stays out under any of their names.
identities as (

    select
        row_id,
        unnest([
            'id:' || given_id,
            'email:' || email,
            'phone:' || phone,
            'name:' || $source || '|' || lower(person_name),
            'named:' || lower(person_name)
        ]) as identity
    from said_rows
    where exists (select 1 from salts)

),

of_forgotten_people as (

    select distinct i.row_id
    from identities as i
    cross join salts as s
    inner join forgotten as f on md5(s.salt || i.identity) = f.key_hash

),

placed as (

    select
        r.row_id,
        r.row_key,
        r.says,
        row_number() over best as place,
        r.says <> first_value(r.says) over best as is_conflict
    from said_rows as r
    anti join of_forgotten_people as f on r.row_id = f.row_id
    where r.refused is null and r.ignored is null
    window
        best as (
            partition by r.row_key
            order by r.weight desc nulls last, r.says desc, r.row_id asc
        )

)

select
    r.row_id,
    case
        when r.refused is not null then 'refused'
        when p.row_id is null and r.ignored is null then 'forgotten'
        when p.row_id is null then 'ignored'
        when p.place > 1 then 'repeated'
        when k.row_key is not null then 'known'
        else 'news'
    end as fate,
    case when r.refused is null then r.ignored end as why,
    coalesce(p.is_conflict, false) as is_conflict
from said_rows as r
left join placed as p on r.row_id = p.row_id
left join known_rows as k on p.row_key = k.row_key and p.says = k.says
