-- One row a client and an agreement that they had accepted by a day; withdrawn
-- acceptances never were.
with

final as (

    select
        client_id,
        agreement_id,
        min(on_date) as accepted_on

    from agreement_acceptances

    where withdrawn_at is null and on_date <= $entry_day

    group by client_id, agreement_id

)

select * from final
