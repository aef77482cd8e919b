-- One row a client: the day for which the next session was agreed last, if it is still
-- to come on $entry_day.
with

latest as (

    select
        client_id,
        entry_id,
        next_date,
        on_date

    from next_agreed

    where
        withdrawn_at is null
        and on_date <= $entry_day
        and ($client_id is null or client_id = $client_id)

    qualify
        row_number() over (
            partition by client_id
            order by on_date desc, entered_at desc, entry_id desc
        ) = 1

),

final as (

    select *

    from latest

    where next_date >= $entry_day

)

select * from final
