-- One row a pair of diary entries in force for the same sessions and days.
select a.entry_id
from strategy_spans as a
inner join strategy_spans as b
    on
        a.service is not distinct from b.service
        and a.coach is not distinct from b.coach
        and a.entry_id < b.entry_id
        and a.from_date < coalesce(b.until_date, date '9999-12-31')
        and b.from_date < coalesce(a.until_date, date '9999-12-31')
where a.withdrawn_at is null and b.withdrawn_at is null
