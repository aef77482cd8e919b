-- One row an invoice of Cliniko's invoices export, in the normal form of prices.
select
    price_key,
    session_key,
    'cliniko-' || left(md5(patient_id), 12) as client_given_id,
    'Patient ' || patient_id as client_name,
    null::varchar as client_email,
    null::varchar as client_phone,
    try_strptime(on_date, $on_form) as on_local,
    null::varchar as service,
    amount as amount_text,
    null::varchar as currency,
    null::varchar as problem
from raw
