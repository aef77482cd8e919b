-- One row a source: the day on which its log begins, as known at the as-of.
select
    source,
    min(starts_day) as log_day

from sessions

where epoch_us(slot_known_at) // 1000000 <= $as_of_s

group by source
