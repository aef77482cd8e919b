-- One row a client about whom somebody is worried, as known on a day.
select distinct client_id
from remarks
where
    kind = 'worried'
    and withdrawn_at is null
    and on_date <= $entry_day
