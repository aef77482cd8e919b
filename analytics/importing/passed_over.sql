-- One row a readable record of the file that is not kept, by its rowid in staged:
-- of several records of one session all but one, and those of forgotten people.
create or replace temp table repeated_rows as
select session_id
from staged
where refused is null and ignored is null
group by session_id
having count(*) > 1;

create or replace temp table passed_over as
with

candidates as (

    select
        s.rowid as row_id,
        s.session_id,
        finality(s) as finality,
        says(s) as says
    from staged as s
    semi join repeated_rows as r on s.session_id = r.session_id
    where s.refused is null and s.ignored is null

),

placed as (

    select
        row_id,
        row_number() over best as place,
        says <> first_value(says) over best as is_conflict
    from candidates
    window
        best as (
            partition by session_id
            order by finality desc
        )

),

salts as (

    select m.value as salt
    from meta as m
    where m.key = 'salt' and exists (select 1 from forgotten)

),

of_forgotten_people as (

    select s.rowid as row_id
    from staged as s
    cross join salts as m
    inner join forgotten as f
        on
            md5(
                m.salt || s.key_kind || ':'
                || coalesce(s.other_key, s.email, s.phone)
            )
            = f.key_hash
    where s.refused is null and s.ignored is null
    group by s.rowid

    union

    -- Who shared an address with somebody who stays is known by address and name.
    select s.rowid as row_id
    from staged as s
    cross join salts as m
    inner join forgotten as f
        on
            md5(
                m.salt || 'shared:' || s.client_id || '|'
                || lower(clean(s.display_name))
            )
            = f.key_hash
    where s.refused is null and s.ignored is null

)

select
    coalesce(f.row_id, p.row_id) as row_id,
    f.row_id is not null as is_forgotten,
    coalesce(p.is_conflict, false) as is_conflict
from (select * from placed where place > 1) as p
full join of_forgotten_people as f on p.row_id = f.row_id;
