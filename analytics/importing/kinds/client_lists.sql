-- One row a person of a client list, typed, with the reason if it is not kept.
with

named as (

    select
        *,
        clean(client_given_id) as given_id,
        clean(client_name) as person_name,
        email_key(client_email) as email,
        phone_key(client_phone) as phone
    from given

)

select
    row_key(
        $source, coalesce(given_id, email, phone, lower(person_name)), '', '', ''
    ) as list_key,
    row_person($source, given_id, person_name, email, phone) as person_id,
    given_id,
    person_name,
    email,
    phone,
    clean(coach) as coach,
    coalesce(since_local, since_utc)::date as since_date,
    case
        when ignored is not null then null
        when problem is not null then problem
        when coalesce(given_id, person_name, email, phone) is null
            then 'there is no name, e-mail or number'
    end as refused,
    ignored,
    record
from named
