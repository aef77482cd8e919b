-- One row a line of an invoice or a sale of a file that was mapped, in the normal form.
-- Reads the view mapped_rows and the macros of mapped_macros.sql.
select
    record,
    ignored,
    session_key,
    price_key,
    case
        when client_id is not null
            then 'm-' || left(md5($source || '|' || client_id), 12)
    end
        as client_given_id,
    person as client_name,
    email as client_email,
    phone as client_phone,
    coalesce(
        starts_local, with_year(starts_yearless, null, $exported_at)
    ) as on_local,
    starts_utc as on_utc,
    service,
    amount as amount_text,
    currency,
    row_zone as zone,
    case
        when
            starts_said is not null
            and coalesce(starts_local, starts_utc, starts_yearless) is null
            then 'the date cannot be read'
    end as problem
from mapped_rows
