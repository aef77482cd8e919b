-- One row a reminder, typed, with the reason if it is not kept.
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
            when session_starts_utc is not null then session_starts_utc
            when session_starts_local <> date_trunc('day', session_starts_local)
                then to_utc(session_starts_local, row_zone)
        end as starts_at,
        session_starts_local::date as on_date,
        coalesce(sent_utc, to_utc(sent_local, row_zone)) as sent_at,
        lower(clean(channel)) as way,
        clean(strategy) as plan,
        coalesce(lower(status), 'unknown') as word
    from given

),

known as (

    select
        *,
        row_person($source, given_id, person_name, email, phone) as person_id
    from named

)

select
    -- What was not sent on Monday and was on Thursday is one reminder: its status
    -- is no part of the key.
    row_key(
        $source,
        coalesce(
            session_id,
            concat_ws(
                '|', person_id, coalesce(starts_at::varchar, on_date::varchar)
            )
        ),
        way,
        plan,
        sent_at::varchar
    ) as reminder_key,
    session_id,
    person_id,
    given_id,
    person_name,
    email,
    phone,
    starts_at,
    on_date,
    sent_at,
    way as channel,
    plan as strategy,
    word as status,
    case
        when ignored is not null then null
        when problem is not null then problem
        when
            word not in ('sent', 'not_sent', 'no_contact', 'opted_out', 'unknown')
            then 'what became of the reminder is no word of Driftline''s'
    end as refused,
    case
        when ignored is not null then ignored
        when
            session_id is null
            and (
                person_id is null
                or coalesce(starts_at, on_date, sent_at) is null
            )
            then 'it says neither which session it is for nor whose and when'
    end as ignored,
    record
from known
