-- One row a session of the log, in the columns of Driftline's own template.
--
-- A presumed outcome is written as an empty status: no tool said it, and importing
-- the file again must not turn a presumption into a record. What a person said of a
-- session is written. The times that a session had before and gave up under its own
-- id are rows of their own, so that its moves come back too.
with

slots as (

    select
        slot_id,
        session_id,
        starts_at,
        duration_minutes,
        booked_at,
        moved_known_at,
        coach,
        service,
        lag(slot_id) over moves as earlier_id,
        lead(slot_id) over moves is null as is_last
    from moved_slots
    where not is_cut
    window moves as (partition by session_id order by nth)

),

given_up as (

    select
        s.* replace (
            m.slot_id as session_id,
            m.starts_at as starts_at,
            m.duration_minutes as duration_minutes,
            m.booked_at as booked_at,
            m.coach as coach,
            m.service as service,
            'rescheduled' as outcome,
            'recorded' as outcome_basis,
            m.moved_known_at as cancelled_at,
            null as cancelled_by,
            coalesce(m.earlier_id, s.replaces) as replaces,
            null as price_cents,
            null as currency,
            null as reminder_strategy
        )
    from slots as m
    inner join sessions_said as s on m.session_id = s.session_id

),

rows_written as (

    select s.* replace (coalesce(m.slot_id, s.replaces) as replaces)
    from sessions_said as s
    left join slots as m on s.session_id = m.session_id and m.is_last

    union all by name

    select * from given_up

),

cells as (

    select
        s.duration_minutes,
        s.currency,
        s.package_sessions,
        s.starts_at as in_order,
        safe_text(s.session_id) as session_id,
        safe_text(s.client_id) as client_id,
        safe_text(c.display_name) as client_name,
        safe_text(c.email) as client_email,
        safe_text(s.coach) as coach,
        safe_text(s.service) as service,
        utc_text(s.starts_at) as starts_at,
        utc_text(s.booked_at) as booked_at,
        case when s.outcome_basis <> 'presumed' then s.outcome end as status,
        utc_text(s.cancelled_at) as cancelled_at,
        safe_text(s.cancelled_by) as cancelled_by,
        safe_text(s.replaces) as replaces_session_id,
        printf('%.2f', s.price_cents / 100) as price,
        safe_text(s.reminder_strategy) as reminder_strategy
    from rows_written as s
    left join clients as c on s.client_id = c.client_id

)

select
    session_id,
    client_id,
    client_name,
    client_email,
    coach,
    service,
    starts_at,
    duration_minutes,
    booked_at,
    status,
    cancelled_at,
    cancelled_by,
    replaces_session_id,
    price,
    currency,
    reminder_strategy,
    package_sessions
from cells
order by in_order, session_id
