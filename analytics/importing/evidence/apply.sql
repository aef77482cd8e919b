-- What reports show of sessions, and, where the practice wants it ($is_on), the log by
-- it: evidence stands in for what was presumed or unknown, never for what was said.
create or replace temp table evidence as
with

shown as (

    select
        session_id,
        client_id,
        meeting_key,
        'attended' as outcome,
        minutes,
        minutes_late,
        minutes_early_leave,
        matched_by,
        known_at
    from seen

    union all

    select
        session_id,
        client_id,
        meeting_key,
        'no_show' as outcome,
        null::integer as minutes,
        null::integer as minutes_late,
        null::integer as minutes_early_leave,
        matched_by,
        known_at
    from not_seen

)

select
    s.*,
    $is_on
    and r.outcome_basis in ('presumed', 'none')
    and r.outcome in ('attended', 'unknown', 'scheduled') as is_used
from shown as s
inner join resolved as r on s.session_id = r.session_id
