-- One row a stay of a person in a meeting, typed, with the reason if it is not kept.
with

timed as (

    select
        *,
        coalesce(meeting_starts_utc, to_utc(meeting_starts_local, row_zone))
            as meeting_starts_at,
        coalesce(meeting_ends_utc, to_utc(meeting_ends_local, row_zone))
            as meeting_ends_at,
        coalesce(joined_utc, to_utc(joined_local, row_zone)) as joined_at,
        coalesce(left_utc, to_utc(left_local, row_zone)) as left_at,
        clean(person_name) as called,
        email_key(person_email) as email,
        coalesce(lower(trim(role)), 'participant') as part
    from given

),

named as (

    select
        *,
        row_person(
            $source, null::varchar, called, email, null::varchar
        ) as person_id
    from timed

)

select
    row_key(
        $source,
        meeting_key,
        person_id,
        joined_at::varchar,
        case when part in ('absent', 'waiting') then part end
    ) as visit_key,
    $source || ':' || coalesce(meeting_key, joined_at::date::varchar) as meeting_key,
    clean(topic) as topic,
    meeting_starts_at,
    meeting_ends_at,
    person_id,
    called as person_name,
    email,
    joined_at,
    left_at,
    case when minutes between 0 and 1440 then minutes end as minutes,
    part as role,
    case
        when problem is not null then problem
        when person_id is null then 'there is no name and no e-mail'
        when
            part not in ('host', 'participant', 'waiting', 'absent')
            then 'what the person was in the meeting is no word of Driftline''s'
        when left_at < joined_at then 'the person left before they joined'
        when
            coalesce(joined_at, meeting_starts_at) < timestamp '1990-01-01'
            or coalesce(joined_at, meeting_starts_at) >= timestamp '2100-01-01'
            then 'the time lies outside 1990 to 2099'
    end as refused,
    case
        when ignored is not null then ignored
        when coalesce(joined_at, meeting_starts_at) is null
            then 'it does not say when the meeting was'
    end as ignored,
    record
from named
