-- One row a moment to look from and booking of the seven days after it: what the model
-- of missed bookings is told, as known then. docs/features.md says what each column is.
with

company as (

    select
        looks.session_id,
        looks.as_of_s,
        count(*) as bookings_that_day

    from booking_looks as looks
    inner join booking_ends as slots
        on
            looks.client_id = slots.client_id
            and looks.start_day = slots.start_day
            and looks.seen_s >= slots.slot_known_s

    where slots.closed_s > looks.look_s

    group by looks.session_id, looks.as_of_s

),

told as (

    select
        looks.session_id,
        looks.client_id,
        looks.as_of_s,
        looks.as_of_day,
        looks.start_s,
        looks.start_day,
        looks.start_hour,
        looks.is_known,
        -- One that is first seen at its start says nothing of when it was made.
        looks.slot_known_s < looks.start_s as is_lead_known,
        case
            when looks.slot_known_s < looks.midnight_s
                then ceil((looks.midnight_s - looks.slot_known_s) / 86400e0)
            else 0e0
        end as lead_days,
        coalesce(history.bookings_before, 0) as bookings_before,
        coalesce(history.misses_before, 0e0) as misses_before,
        coalesce(history.last_missed, 0e0) as last_missed,
        coalesce(company.bookings_that_day, 1) as bookings_that_day,
        -- 0 is Monday: day 0 was a Thursday.
        (looks.start_day + 3) % 7 as weekday

    from booking_looks as looks
    left join booking_history as history
        on
            looks.client_id = history.client_id
            and looks.look_s >= history.known_s
            and looks.look_s < history.until_s
    left join company
        on
            looks.session_id = company.session_id
            and looks.as_of_s = company.as_of_s

),

final as (

    select
        session_id,
        client_id,
        as_of_s,
        as_of_day,
        start_s,
        start_day,
        start_hour,
        is_known,
        is_lead_known,
        lead_days,
        bookings_before,
        misses_before,
        ln(
            (misses_before + 6e-1)
            / (1e0 * (bookings_before - misses_before + 24e-1))
        ) as miss_history,
        case when bookings_before = 0 then 1e0 else 0e0 end as is_first,
        last_missed,
        1e0 * least(bookings_that_day, 5) as bookings_that_day,
        case
            when is_lead_known and lead_days = 0e0 then 1e0 else 0e0
        end as is_same_day,
        ln(1e0 + lead_days) as log_lead,
        least(lead_days / 30e0, 6e0) as lead_months,
        1e0 * start_hour as hour,
        case when weekday = 0 then 1e0 else 0e0 end as is_monday,
        case when weekday >= 4 then 1e0 else 0e0 end as is_late_week

    from told

)

select * from final
