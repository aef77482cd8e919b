-- Sessions without a price of their own take the sum of the lines that are for them.
-- Of several currencies the one with the most lines counts; amounts never mix.
create or replace temp table billed as
with

sums as (

    select
        l.session_id,
        coalesce(p.currency, '') as currency,
        count(*) as count_lines,
        sum(p.amount_cents)::bigint as price_cents
    from price_links as l
    inner join newest_prices as p on l.price_key = p.price_key
    group by l.session_id, coalesce(p.currency, '')

)

select
    session_id,
    nullif(max_by(currency, (count_lines, currency)), '') as currency,
    max_by(price_cents, (count_lines, currency)) as price_cents
from sums
group by session_id;

update resolved
set
    price_cents = billed.price_cents,
    currency = coalesce(billed.currency, resolved.currency)
from billed
where
    billed.session_id = resolved.session_id
    and resolved.price_cents is null
    and billed.price_cents >= 0;
