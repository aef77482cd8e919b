-- One row something that meeting reports show of a session that is not in the log, or
-- an answer about them that is no word of Driftline's.
with

shown as (

    select session_id
    from visit_sessions

    union all

    select session_id
    from attendance_evidence
    where
        outcome in ('attended', 'no_show')
        and coalesce(least(minutes, minutes_late, minutes_early_leave), 0) >= 0

    union all

    select session_id
    from visit_questions

),

odd as (

    select session_id
    from attendance_evidence
    where
        outcome not in ('attended', 'no_show')
        or least(minutes, minutes_late, minutes_early_leave) < 0

    union all

    select session_id
    from visit_matches
    where decision not in ('yes', 'no')

)

select s.session_id
from shown as s
anti join sessions as l on s.session_id = l.session_id

union all

select session_id
from odd
