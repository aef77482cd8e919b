-- One row a client who shares something with another: how the files name them, where
-- and when they were booked.
with

named as (

    select
        client_id,
        display_name,
        lower(trim(regexp_replace(display_name, '[^\pL\pN'']+', ' ', 'g'))) as plain
    from clients

),

words as (

    select
        client_id,
        display_name,
        string_split(plain, ' ') as words,
        -- "Silva, Ana" and "Ana Silva" are one name.
        display_name like '%,%' as is_family_first
    from named
    where plain <> ''

),

names as (

    select
        client_id,
        display_name,
        array_to_string(list_sort(words), ' ') as name_key,
        case when len(words) > 1 then words[if(is_family_first, -1, 1)] end as given,
        case when len(words) > 1 then words[if(is_family_first, 1, -1)] end as family
    from words

),

addresses as (

    select
        client_id,
        value,
        split_part(value, '@', 1) as mailbox
    from client_keys
    where kind = 'email'

),

emails as (

    select
        client_id,
        list(distinct value order by value) as emails,
        list(distinct mailbox order by mailbox) filter (
            where length(mailbox) >= 5
        ) as mailboxes
    from addresses
    group by client_id

),

numbers as (

    select
        client_id,
        regexp_replace(phone, '\D', '', 'g') as digits
    from client_versions

    union

    select
        client_id,
        regexp_replace(phone, '\D', '', 'g') as digits
    from clients

),

phones as (

    select
        client_id,
        -- A country's prefix is written or left out.
        list(distinct right(digits, 9) order by right(digits, 9)) as phones
    from numbers
    where length(digits) >= 7
    group by client_id

),

booked as (

    select
        client_id,
        count(*) as count_sessions,
        min(starts_at) as first_starts_at,
        max(starts_at) as last_starts_at,
        list(distinct epoch(starts_at)::bigint) as starts,
        max_by(coach, starts_at) as coach,
        max_by(service, starts_at) as service,
        list(distinct source order by source) as sources
    from sessions
    where outcome not in ('cancelled', 'cancelled_by_coach', 'rescheduled')
    group by client_id

),

everybody as (

    select
        n.client_id,
        n.display_name,
        n.name_key,
        n.given,
        n.family,
        e.emails,
        e.mailboxes,
        p.phones,
        b.count_sessions,
        b.first_starts_at,
        b.last_starts_at,
        b.starts,
        b.coach,
        b.service,
        b.sources
    from names as n
    inner join booked as b on n.client_id = b.client_id
    left join emails as e on n.client_id = e.client_id
    left join phones as p on n.client_id = p.client_id

),

traits as (

    select
        client_id,
        unnest(
            list_concat(
                ['name ' || name_key, 'given ' || given, 'family ' || family],
                list_transform(coalesce(emails, []), lambda v: 'email ' || v),
                list_transform(coalesce(mailboxes, []), lambda v: 'mailbox ' || v),
                list_transform(coalesce(phones, []), lambda v: 'phone ' || v)
            )
        ) as trait
    from everybody

),

shared as (

    select trait
    from traits
    where trait is not null
    group by trait
    having count(distinct client_id) > 1

)

select
    client_id,
    display_name,
    name_key,
    given,
    family,
    emails,
    mailboxes,
    phones,
    count_sessions,
    last_starts_at,
    epoch(first_starts_at)::bigint as first_s,
    epoch(last_starts_at)::bigint as last_s,
    starts,
    coach,
    service,
    sources,
    -- Only those who share one of these are compared. What a crowd shares tells
    -- nobody apart, and comparing each with each would take for ever.
    if(count(*) over (partition by name_key) <= 50, name_key, null)
        as block_name,
    if(count(*) over (partition by given) <= 50, given, null) as block_given,
    if(count(*) over (partition by family) <= 50, family, null) as block_family,
    if(count(*) over (partition by phones[1]) <= 50, phones[1], null)
        as block_phone,
    if(count(*) over (partition by emails[1]) <= 50, emails[1], null)
        as block_email,
    if(count(*) over (partition by mailboxes[1]) <= 50, mailboxes[1], null)
        as block_mailbox
from everybody
where
    client_id in (
        select t.client_id
        from traits as t
        semi join shared as s on t.trait = s.trait
    )
order by client_id
