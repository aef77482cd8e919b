-- One row a booking of which it is known for certain whether it was missed, and of a
-- time when that was known of (nearly) all: the label, and from when it counts.
with

final as (

    select
        session_id,
        missed,
        settled_s

    from booking_ends

    where missed is not null and settled_s is not null and is_vouched_for

)

select * from final
