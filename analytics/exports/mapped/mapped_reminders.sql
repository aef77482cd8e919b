-- One row a reminder of a file that was mapped, in the normal form.
-- Reads the view mapped_rows and the macros of mapped_macros.sql.
select
    record,
    ignored,
    session_key,
    case
        when client_id is not null
            then 'm-' || left(md5($source || '|' || client_id), 12)
    end
        as client_given_id,
    person as client_name,
    email as client_email,
    phone as client_phone,
    coalesce(
        starts_local,
        with_year(
            starts_yearless, coalesce(sent_local, sent_utc), $exported_at
        )
    ) as session_starts_local,
    starts_utc as session_starts_utc,
    coalesce(
        sent_local, with_year(sent_yearless, null, $exported_at)
    ) as sent_local,
    sent_utc,
    channel,
    reminder as strategy,
    said as status,
    row_zone as zone,
    case
        when
            sent_said is not null
            and coalesce(sent_local, sent_utc, sent_yearless) is null
            then 'the time of sending cannot be read'
    end as problem
from mapped_rows
