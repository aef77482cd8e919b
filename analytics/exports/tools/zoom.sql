-- One row a stay in a meeting of a Zoom report, in the normal form of visits.
-- Without the meeting above its rows, a report is the meeting of those rows.
with

timed as (

    select
        *,
        try_strptime(nullif(joined, '--'), $forms) as joined_local,
        try_strptime(nullif(departed, '--'), $forms) as left_local,
        try_strptime($meeting_starts::varchar, $forms) as said_starts,
        try_strptime($meeting_ends::varchar, $forms) as said_ends,
        try_cast($meeting_minutes::varchar as integer) as said_minutes,
        lower(trim(coalesce(waiting, ''))) = 'yes' as is_waiting,
        lower(trim(coalesce(attended, ''))) = 'no' as is_absent
    from raw

),

bounded as (

    select
        *,
        min(joined_local) over () as first_joined,
        max(left_local) over () as last_left
    from timed

),

placed as (

    select
        *,
        coalesce(
            said_starts,
            -- Rows of several days are several meetings: none can be told apart.
            case when last_left < first_joined + interval 1 day then first_joined end
        ) as starts,
        coalesce(
            said_ends,
            said_starts + to_minutes(said_minutes),
            case when last_left < first_joined + interval 1 day then last_left end
        ) as ends,
        list_contains($hosts::varchar[], lower(trim(email)))
        or list_contains($hosts::varchar[], lower(trim(name)))
        or regexp_matches(name, '\((host|co-host)\b[^)]*\)\s*$', 'i') as is_host
    from bounded

)

select
    record,
    concat_ws(
        '@',
        $meeting_id::varchar,
        coalesce(
            strftime(starts, '%Y-%m-%dT%H:%M'),
            strftime(joined_local, '%Y-%m-%d')
        )
    ) as meeting_key,
    $topic::varchar as topic,
    starts as meeting_starts_local,
    ends as meeting_ends_local,
    name as person_name,
    email as person_email,
    joined_local,
    left_local,
    ceil(try_cast(minutes as double))::integer as minutes,
    case
        when is_absent then 'absent'
        when is_waiting then 'waiting'
        when is_host then 'host'
        else 'participant'
    end as role,
    null::varchar as zone,
    case
        when joined not in ('', '--') and joined_local is null
            then 'the time of joining cannot be read'
        when departed not in ('', '--') and left_local is null
            then 'the time of leaving cannot be read'
    end as problem,
    case
        when joined_local is null and starts is null then $no_times::varchar
    end as ignored
from placed
order by record
