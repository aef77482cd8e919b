-- One row a cancelled session with the session it was moved to: of what is still
-- possible, the pairs in which each is the other's first choice. Run it until it
-- gives no row: an old slot goes to the first new booking, a new booking to the
-- cancellation known first, so that later events never part an earlier pair.
insert into links
with

free as (

    select m.*
    from possible_moves as m
    anti join links as taken on m.old_id = taken.old_id
    anti join links as used on m.new_id = used.new_id

),

ordered as (

    select
        old_id,
        new_id,
        -- Without the time of the cancellation more bookings could be the one.
        case when is_time_known then 'strong' else 'likely' end as basis,
        row_number() over (
            partition by old_id order by booked_at, new_starts_at, new_id
        ) as new_order,
        row_number() over (
            partition by new_id order by cancelled_until, abs(shift_days), old_id
        ) as old_order
    from free

)

select
    old_id,
    new_id,
    basis
from ordered
where new_order = 1 and old_order = 1
returning old_id
