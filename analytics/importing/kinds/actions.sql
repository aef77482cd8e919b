-- One row a promise, typed, with the reason if it is not kept.
with

named as (

    select
        *,
        clean(client_given_id) as given_id,
        clean(client_name) as person_name,
        email_key(client_email) as email,
        phone_key(client_phone) as phone,
        coalesce(given_utc, to_utc(given_local, row_zone)) as given_at,
        coalesce(due_local, due_utc)::date as due_date,
        coalesce(done_utc, to_utc(done_local, row_zone)) as done_at,
        lower(coalesce(owner, 'client')) as whose
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
        when action_key is not null then $session_prefix || action_key
        else row_key(
            $source, person_id, text, given_at::varchar, due_date::varchar
        )
    end as action_key,
    person_id,
    given_id,
    person_name,
    email,
    phone,
    whose as owner,
    nullif(left(trim(text), 2000), '') as action,
    given_at,
    due_date,
    done_at,
    coalesce(is_done, done_at is not null) as is_done,
    case
        when ignored is not null then null
        when problem is not null then problem
        when whose not in ('client', 'coach')
            then 'the owner is neither the client nor the coach'
        when person_id is null then 'there is no name, e-mail or number'
    end as refused,
    ignored,
    record
from known
