-- One row: sessions of the last half year that were to be held, and how many of them
-- somebody vouches for.
select
    count(*) as count_held,
    sum(
        case
            when
                outcome = 'no_show'
                or outcome_basis not in ('presumed', 'none')
                then 1
            else 0
        end
    ) as count_told
from session_facts
where
    start_s <= $as_of_s
    and start_day > $as_of_day - 182
    and outcome in ('attended', 'no_show', 'unknown', 'scheduled')
