-- One row a reminder flag of Driftline's template, the companion of its sessions.
select
    session_id as session_key,
    client_id as client_given_id,
    'sms' as channel,
    case when reminder_strategy = 'text' then 'sent' else 'not_sent' end as status
from raw
where reminder_strategy is not null
