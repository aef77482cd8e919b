-- One row a service somebody has said something about.
select
    service,
    kind,
    sessions_planned,
    confirmed_at
from services
order by service
