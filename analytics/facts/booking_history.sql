-- One row a booking that was kept or missed for certain: what the client's bookings so
-- far say, from when its end is known until the next one's is.
with

numbered as (

    select
        client_id,
        settled_s,
        missed,
        row_number() over (
            partition by client_id
            order by settled_s, start_s, session_id
        ) as place

    from booking_ends

    where is_told and is_vouched_for and missed is not null and settled_s is not null

),

final as (

    select
        client_id,
        settled_s as known_s,
        coalesce(
            lead(settled_s) over (
                partition by client_id
                order by place
            ), 32503680000
        ) as until_s,
        place as bookings_before,
        sum(missed) over (
            partition by client_id
            order by place
            rows between unbounded preceding and current row
        ) as misses_before,
        missed as last_missed

    from numbered

)

select * from final
