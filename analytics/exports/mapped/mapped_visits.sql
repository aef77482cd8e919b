-- One row a stay in a meeting of a file that was mapped, in the normal form.
-- Reads the view mapped_rows and the macros of mapped_macros.sql.
select
    record,
    ignored,
    coalesce(meeting_key, topic) as meeting_key,
    topic,
    starts_local as meeting_starts_local,
    starts_utc as meeting_starts_utc,
    ends_local as meeting_ends_local,
    ends_utc as meeting_ends_utc,
    person as person_name,
    email as person_email,
    joined_local,
    joined_utc,
    departed_local as left_local,
    departed_utc as left_utc,
    minutes_of(duration) as minutes,
    said as role,
    row_zone as zone,
    case
        when said <> 'absent' and coalesce(joined_local, joined_utc) is null
            then 'the time of joining cannot be read'
    end as problem
from mapped_rows
