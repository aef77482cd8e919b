-- One row: the sessions of the last year of which it is known whether they were missed,
-- of how many clients, how many were missed, and the day of the first.
select
    count(*) as sessions,
    count(distinct client_id) as clients,
    sum(
        case when outcome in ('no_show', 'late_cancelled') then 1 else 0 end
    ) as missed,
    min(start_day) as first_day
from session_facts
where
    start_s <= $as_of_s
    and start_day > $as_of_day - 365
    and outcome in (
        'attended', 'no_show', 'late_cancelled', 'cancelled', 'rescheduled'
    )
    and not is_excused
