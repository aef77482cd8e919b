-- One row a line of a made-up sales report, in the normal form.
select
    line as price_key,
    booking as session_key,
    number as client_given_id,
    name as client_name,
    email as client_email,
    try_cast(day as timestamp) as on_local,
    service,
    amount as amount_text,
    currency,
    case when kind = 'void' then 'the line was voided' end as problem,
    case when kind = 'product' then 'it is a product' end as ignored
from raw
