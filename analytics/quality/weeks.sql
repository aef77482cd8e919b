-- One row a source and local week (by the day number of its first day): its sessions.
select
    source,
    starts_day - (starts_day + $week_shift_days) % 7 as week_day,
    count(*) as sessions
from sessions
where starts_at <= $seen_at
group by source, week_day
order by source, week_day
