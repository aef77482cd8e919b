-- One row an outcome or a view entered by hand that is none of those that can be.
select entry_id
from confirmations
where
    outcome not in (
        'attended', 'no_show', 'late_cancelled', 'cancelled', 'cancelled_by_coach',
        'unknown'
    )
    or (is_excused and outcome not in ('no_show', 'late_cancelled'))

union all

select entry_id
from pulses
where
    engaged not between 1 and 5
    or goal_progress not between 1 and 5
