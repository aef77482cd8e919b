-- One row an absence that was not taken back, the latest return first.
select
    absences.entry_id,
    absences.scope,
    absences.client_id,
    clients.display_name as client,
    absences.coach,
    absences.from_date,
    absences.until_date,
    absences.why,
    absences.entered_at
from absences
left join clients on absences.client_id = clients.client_id
where absences.withdrawn_at is null
order by
    absences.until_date desc, absences.from_date desc, absences.entry_id asc
