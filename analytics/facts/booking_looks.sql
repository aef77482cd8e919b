-- One row a moment to look from and booking of the seven days after it: from when on it
-- is looked at. `origins` is given by whoever asks; a booking belongs to the last of
-- them before it.
with

moments as (

    select
        as_of_s,
        as_of_day,
        coalesce(lead(as_of_s) over (order by as_of_s), 32503680000) as next_s

    from origins

),

final as (

    select
        moments.as_of_s,
        moments.as_of_day,
        slots.session_id,
        slots.client_id,
        slots.start_s,
        slots.start_day,
        slots.start_hour,
        slots.midnight_s,
        slots.slot_known_s,
        -- Made later than that moment: looked at when it was made, though with nothing
        -- that its own day brought.
        slots.slot_known_s <= moments.as_of_s as is_known,
        case
            when slots.slot_known_s <= moments.as_of_s then moments.as_of_s
            else least(slots.slot_known_s, slots.midnight_s - 1)
        end as look_s,
        greatest(slots.slot_known_s, moments.as_of_s) as seen_s

    from booking_ends as slots
    inner join moments
        on
            slots.start_s > moments.as_of_s
            and slots.start_s <= moments.next_s
            and slots.start_day <= moments.as_of_day + 7

    where slots.closed_s > moments.as_of_s

)

select * from final
