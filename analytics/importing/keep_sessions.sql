-- One row a session that the file shows.
insert into session_versions
select
    session_id,
    $import_id as import_id,
    $exported_at as exported_at,
    $source as source,
    client_id,
    coach,
    service,
    starts_at,
    zone,
    duration_minutes,
    booked_at,
    moved_at,
    status,
    cancelled_at,
    cancelled_by,
    replaces,
    price_cents,
    currency,
    reminder_strategy,
    package_sessions,
    null::varchar as filed_as,
    -- Only to tell apart whoever shares an id: mostly there is one name.
    case
        when client_id in (select s.client_id from several_names as s)
            then clean(display_name)
    end as person_name
from staged
where
    refused is null
    and ignored is null
    and rowid not in (select row_id from passed_over)
