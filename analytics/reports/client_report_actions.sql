-- One row a promise about $client_id known by $seen_at, by the day it is due.
select
    owner,
    action,
    given_at,
    due_date,
    done_at,
    is_done
from actions
where client_id = $client_id and known_at <= $seen_at and action is not null
order by due_date nulls last, given_at nulls last, action_id
