-- One row: when the first and the newest file of sessions in force were exported.
select
    min(exported_at) as first_exported_at,
    max(exported_at) as newest_exported_at
from imports
where undone_at is null and kind = 'sessions'
