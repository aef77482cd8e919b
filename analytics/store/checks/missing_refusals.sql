-- One row an import that lists other refused rows than it counted.
with

listed as (

    select
        import_id,
        count(*) as count_listed
    from refused_rows
    group by import_id

)

select i.import_id
from imports as i
left join listed as l on i.import_id = l.import_id
where i.undone_at is null and i.count_refused <> coalesce(l.count_listed, 0)
