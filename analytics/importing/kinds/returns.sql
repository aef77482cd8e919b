-- One row a row of a coach's return file, typed, with the reason if it is not kept.
-- Whose it is comes from the log: a coach speaks of their own sessions and clients.
with

coached as (

    select distinct
        client_id,
        lower(clean(coach)) as coach
    from sessions

),

named as (

    select
        *,
        lower(clean(coach)) as by_coach,
        session_key is not null as is_session,
        coalesce(outcome_text, contacted_text, answered_text) is null as is_empty
    from given

),

known as (

    select
        n.*,
        s.session_id,
        s.starts_at,
        lower(clean(s.coach)) as session_coach,
        case
            when n.is_session then s.client_id
            else coalesce(a.client_id, c.client_id)
        end as client_id
    from named as n
    left join sessions as s on n.session_key = s.session_id
    left join client_aliases as a
        on
            n.client_key = a.filed_as
            and a.person_name is null
    left join clients as c on n.client_key = c.client_id

),

judged as (

    select
        k.*,
        k.session_coach <> k.by_coach as is_other_session,
        o.client_id is null as is_other_client
    from known as k
    left join coached as o
        on k.client_id = o.client_id and k.by_coach = o.coach

)

select
    case
        when is_session then 's:' || session_id
        else concat('c:', client_id, '|', contacted_on)
    end as return_key,
    client_id,
    session_id,
    outcome,
    contacted_on,
    is_answered,
    case
        when ignored is not null or is_empty then null
        when problem is not null then problem
        when by_coach is null then 'the row names no coach'
        when session_key is null and client_key is null
            then 'the row names neither a session nor a client'
        when is_session and session_id is null
            then 'no session here has this number: make a new sheet'
        when client_id is null
            then 'no client here has this number: make a new sheet'
        when is_session and is_other_session
            then 'the session is another coach''s, so it was left as it is'
        when is_other_client
            then 'the client is not this coach''s, so nothing was kept of them'
        when outcome_text is not null and not is_session
            then 'the row is about a client: only a session has what_happened'
        when outcome_text is not null and outcome is null
            then
                'what_happened is none of: came, did not come, cancelled late, '
                || 'cancelled, I cancelled, not known'
        when
            outcome in ('attended', 'no_show', 'unknown')
            and starts_at > $exported_at
            then 'the session is still ahead, so nobody can say yet who came'
        when contacted_text is not null and contacted_on is null
            then
                'contacted_on is no day, or could be two: write it as year-month-day, '
                || 'such as 2026-11-30'
        when contacted_on < date '1990-01-01'
            then 'contacted_on cannot be right: check the year'
        when contacted_on > $exported_at::date + 1
            then 'contacted_on lies ahead: enter a contact once it was made'
        when answered_text is not null and is_answered is null
            then 'answered is neither yes nor no'
        when answered_text is not null and contacted_text is null
            then 'answered is filled in, but contacted_on is not'
    end as refused,
    coalesce(
        ignored,
        case when is_empty then 'the coach left them empty' end
    ) as ignored,
    record
from judged
