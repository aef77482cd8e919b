-- One row a source that was exported more than once: the export before the newest.
with

moments as (

    select
        source,
        exported_at
    from imports
    where undone_at is null and coalesce(kind, 'sessions') = 'sessions'
    group by all

),

placed as (

    select
        *,
        lead(exported_at) over (
            partition by source order by exported_at desc
        ) as since,
        row_number() over (partition by source order by exported_at desc) as place
    from moments

)

select
    source,
    since,
    exported_at
from placed
where place = 1 and since is not null
order by exported_at desc, source asc
