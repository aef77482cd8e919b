-- One row a session of the log, as it stands at $seen_at; $client_id null means all.
-- What a person said of a session stands over what the files say.
with

wanted as (

    select *
    from sessions_said
    where $client_id is null or client_id = $client_id

)

select
    s.session_id,
    s.client_id,
    c.display_name as client,
    s.coach,
    s.service,
    s.starts_at,
    s.booked_at,
    s.cancelled_at,
    s.cancelled_by,
    s.replaces,
    s.price_cents,
    s.currency,
    s.outcome_basis,
    s.is_excused as excused,
    s.excused_reason,
    e.minutes as minutes_present,
    e.minutes_late,
    e.minutes_early_leave as minutes_left_early,
    -- Its time has passed and no file has said since what became of it.
    case
        when s.outcome = 'scheduled' and s.starts_at <= $seen_at then 'unknown'
        else s.outcome
    end as outcome
from wanted as s
left join clients as c on s.client_id = c.client_id
left join attendance_evidence as e on s.session_id = e.session_id and e.is_used
order by s.starts_at, s.session_id
