-- One row a client with a line to remember, as known on a day: the latest, where it is
-- not empty. An empty $client_id means everybody's.
with

latest as (

    select
        client_id,
        max_by(entry_id, (on_date, entered_at)) as entry_id,
        -- A line that was emptied is the latest one, too.
        max_by([line], (on_date, entered_at))[1] as line,
        max(on_date) as on_date

    from remember_lines

    where
        withdrawn_at is null
        and on_date <= $entry_day
        and coalesce(client_id = $client_id, true)

    group by client_id

)

select * from latest
where line is not null
