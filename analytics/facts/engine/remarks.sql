-- One row a remark that was known on a day, oldest first. The reason that was learned
-- with a step, and a wish to stop that came of one, are remarks, too.
with

said as (

    select
        entry_id,
        client_id,
        kind,
        why,
        note,
        on_date,
        entered_at

    from remarks

    where withdrawn_at is null and on_date <= $entry_day

    union all

    select
        entry_id,
        client_id,
        'why' as kind,
        why,
        note,
        on_date,
        entered_at

    from follow_ups

    where
        withdrawn_at is null
        and on_date <= $entry_day
        and why is not null

    union all

    select
        entry_id,
        client_id,
        'wants_to_stop' as kind,
        null as why,
        null as note,
        on_date,
        entered_at

    from follow_ups

    where
        withdrawn_at is null
        and on_date <= $entry_day
        and result = 'wants_to_stop'
        -- What came of a contact goes with it.
        and (
            about_id is null
            or about_id in (
                select named.entry_id from follow_ups as named
                where named.withdrawn_at is null
            )
        )

),

final as (

    select
        entry_id,
        client_id,
        kind,
        why,
        note,
        on_date

    from said

    where
        ($client_id::varchar is null or client_id = $client_id)
        and client_id in (select clients.client_id from clients)

    order by on_date, entered_at, entry_id

)

select * from final
