-- One row a line of Jane's sales report, in the normal form of prices.
select
    -- An invoice may have several lines.
    left(md5(concat_ws('|', invoice, service, on_date, lower(guid))), 20) as price_key,
    null::varchar as session_key,
    'jane-' || left(md5(lower(guid)), 12) as client_given_id,
    client_name,
    null::varchar as client_email,
    null::varchar as client_phone,
    try_cast(on_date as timestamp) as on_local,
    service,
    amount as amount_text,
    null::varchar as currency,
    case
        when on_date is not null and try_cast(on_date as timestamp) is null
            then 'the day of the sale cannot be read'
    end as problem,
    case
        when lower(category) in ('product', 'products')
            then 'it is a product, not a session'
    end as ignored
from raw
