-- One row: whether more than one coach has held a session, or was to hold one, so far.
select count(distinct coach) > 1 as are_several
from sessions
where starts_day <= $as_of_day
