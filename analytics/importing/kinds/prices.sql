-- One row a line of an invoice or a sale, typed, with the reason if it is not kept.
with

named as (

    select
        *,
        $session_prefix || session_key as session_id,
        clean(client_given_id) as given_id,
        clean(client_name) as person_name,
        email_key(client_email) as email,
        phone_key(client_phone) as phone,
        -- Midnight is a date without a time.
        case
            when on_utc is not null then on_utc
            when on_local <> date_trunc('day', on_local)
                then to_utc(on_local, row_zone)
        end as starts_at,
        on_local::date as on_date,
        cents(amount_text) as amount_cents
    from given

),

known as (

    select
        *,
        row_person($source, given_id, person_name, email, phone) as person_id
    from named

)

select
    case
        when price_key is not null then $session_prefix || price_key
        else row_key(
            $source,
            session_id,
            person_id,
            coalesce(starts_at::varchar, on_date::varchar),
            service
        )
    end as price_key,
    session_id,
    person_id,
    given_id,
    person_name,
    email,
    phone,
    starts_at,
    on_date,
    clean(service) as service,
    amount_cents,
    upper(clean(currency)) as currency,
    case
        when ignored is not null then null
        when problem is not null then problem
        when amount_text is not null and amount_cents is null
            then 'the amount cannot be read'
    end as refused,
    case
        when ignored is not null then ignored
        when amount_text is null then 'there is no amount'
        when
            session_id is null
            and (person_id is null or coalesce(starts_at, on_date) is null)
            then 'it says neither which session it is for nor whose and when'
    end as ignored,
    record
from known
