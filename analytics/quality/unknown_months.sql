-- One row a month: the sessions that have begun, that nobody knows of and that nobody
-- has given up on.
select
    date_trunc('month', date '1970-01-01' + session_facts.start_day)::date
        as month_first,
    count(*) as sessions
from session_facts
anti join sessions_confirmed
    on session_facts.session_id = sessions_confirmed.session_id
where session_facts.outcome = 'unknown' and session_facts.start_s <= $as_of_s
group by month_first
