-- One row a row that was held: all of some days, of the others a sample. Whether a row
-- belongs to the sample goes by what it is about alone, so it is the same each time.
with

marked as (

    select
        *,
        md5_number_lower(client_id || ' ' || as_of_day) % 1000000
        < 1e6 * $most / $count as is_drawn

    from held_rows

)

select *
from marked
where is_drawn or list_contains($whole_days, as_of_day)
order by as_of_day, client_id
