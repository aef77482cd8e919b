-- One row a promise of one client that was due by the as-of, or a coach's view of them.
with

promises as (

    select
        'promise' as kind,
        counts_day as day,
        coalesce(
            done_s <= $as_of_s or done_day <= $entry_day_number, false
        ) as is_done,
        null as view_of_five

    from actions_s

    where
        client_id = $client_id
        and counts_day <= $as_of_day
        and coalesce(dropped_day, 9999999) > $entry_day_number

),

views as (

    select
        'view' as kind,
        on_day as day,
        null as is_done,
        view_of_five

    from pulses_s

    where client_id = $client_id and on_day <= $as_of_day

),

final as (

    select
        kind,
        day,
        is_done,
        view_of_five

    from promises

    union all

    select
        kind,
        day,
        is_done,
        view_of_five

    from views

)

select * from final
order by day, kind
