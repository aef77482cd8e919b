-- Who in the meetings may be which client. Reads visits, client_versions and
-- visit_matches.

-- One row a stay in a meeting, as its newest report shows it.
create or replace temp table stays as
with

placed as (

    select
        *,
        row_number() over (
            partition by visit_key order by exported_at desc, import_id desc
        ) as place
    from visits

),

bounds as (

    select
        meeting_key,
        min(coalesce(meeting_starts_at, joined_at)) as meeting_from,
        max(coalesce(meeting_ends_at, left_at)) as meeting_until
    from visits
    group by meeting_key

)

select
    p.meeting_key,
    p.topic,
    p.person_id,
    p.person_name,
    p.email,
    p.role,
    p.minutes,
    p.joined_at is not null as is_timed,
    b.meeting_from,
    b.meeting_until,
    coalesce(p.joined_at, b.meeting_from) as from_at,
    coalesce(
        p.left_at, p.joined_at + to_minutes(p.minutes), b.meeting_until
    ) as until_at
from placed as p
inner join bounds as b on p.meeting_key = b.meeting_key
where p.place = 1 and b.meeting_from is not null and b.meeting_until is not null;

-- One row a person of a meeting.
create or replace temp table people as
with

persons as (

    select
        meeting_key,
        person_id,
        min(person_name) as person_name,
        min(email) as email,
        bool_or(role = 'host') as is_host,
        bool_and(role = 'absent') as is_absent
    from stays
    group by meeting_key, person_id

)

select
    *,
    name_words(person_name) as all_words,
    name_words(split_part(coalesce(email, ''), '@', 1)) as email_words,
    list_distinct(list_filter(
        list_prepend(
            personal_words(name_words(out_of_brackets(person_name))),
            list_transform(
                in_brackets(person_name),
                lambda part: personal_words(name_words(part))
            )
        ),
        lambda words:
        len(words) > 0 and not list_has_all(words_of_pronouns(), words)
    )) as names
from persons;

-- One row a name or an address of a client.
create or replace temp table called as
select distinct
    client_id,
    email,
    name_words(display_name) as words
from client_versions;

-- One row a person of a meeting and a client that they may be; rank 1 is surest.
create or replace temp table likenesses as
with

named as (

    select
        meeting_key,
        person_id,
        email,
        unnest(names) as words
    from people

),

-- Whoever is known by their address is nobody else by the name.
known_by_email as (

    select distinct p.person_id
    from people as p
    inner join called as c on p.email = c.email

),

by_email as (

    select
        p.meeting_key,
        p.person_id,
        c.client_id,
        -- A couple may share an address: then the name tells them apart.
        case
            when bool_or(list_contains(p.names, c.words)) then 1
            else 2
        end as rank
    from people as p
    inner join called as c on p.email = c.email
    group by p.meeting_key, p.person_id, c.client_id

),

strangers as (

    select n.*
    from named as n
    anti join known_by_email as k on n.person_id = k.person_id

),

by_name as (

    select distinct
        n.meeting_key,
        n.person_id,
        c.client_id,
        3 as rank
    from strangers as n
    inner join called as c on n.words = c.words
    where len(n.words) > 1

),

-- Some words of a name, such as the first one, are a question and no answer.
stranger_words as (

    select
        meeting_key,
        person_id,
        words,
        unnest(words) as word
    from strangers

),

client_words as (

    select
        client_id,
        words,
        unnest(words) as word
    from called

),

by_part as (

    select distinct
        n.meeting_key,
        n.person_id,
        c.client_id,
        4 as rank
    from stranger_words as n
    inner join client_words as c on n.word = c.word
    where
        n.words <> c.words
        and (list_has_all(c.words, n.words) or list_has_all(n.words, c.words))

),

either as (

    select * from by_email
    union all
    select * from by_name
    union all
    select * from by_part

)

select
    meeting_key,
    person_id,
    client_id,
    min(rank) as rank
from either
group by meeting_key, person_id, client_id;

-- One row an answer in force: the latest of those about one person and session.
create or replace temp table answers as
select
    session_id,
    meeting_key,
    person_id,
    max_by(decision, (entered_at, entry_id)) as decision,
    max_by(on_date, (entered_at, entry_id)) as on_date
from visit_matches
where withdrawn_at is null
group by session_id, meeting_key, person_id;
