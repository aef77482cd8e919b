-- One row a reminder of one import, with the session it was for.
select
    r.client_id,
    r.session_id as target,
    v.person_name,
    coalesce(v.starts_at, v.on_date::timestamp, v.sent_at) as shown_at
from reminder_versions as v
inner join reminders as r on v.reminder_key = r.reminder_id
where v.import_id = $import_id
