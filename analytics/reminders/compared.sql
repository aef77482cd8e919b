-- One row a session that may be compared: the reminder it had, what came of it, and
-- what was known of it when its first reminder was due. Reads the tables eligible and
-- course.
with

-- Whether the client came again within 60 days, or may have.
later as (

    select
        session_id,
        max(is_attended) over days as came_again,
        max(outcome = 'unknown') over days as may_have_come
    from session_facts
    window days as (
        partition by client_id
        order by start_day
        range between 1 following and 60 following
    )

),

joined as (

    select
        e.*,
        f.coach,
        f.service,
        f.outcome,
        f.outcome_basis,
        s.source as file_source,
        l.came_again,
        l.may_have_come,
        c.booked_later,
        c.attended,
        c.missed as missed_so_far,
        c.called_off,
        c.last_missed as last_marked_missed,
        c.booked_besides,
        -- Days since the last session over the client's own gap so far, drawn to a
        -- fortnight as by one more gap.
        ((e.due_s - e.midnight_s) / 86400e0 + e.start_day - c.last_day)
        * c.attended
        / (c.last_day - c.first_day + 14) as gap_ratio,
        b.miss_history,
        b.is_first,
        b.last_missed,
        b.bookings_that_day,
        b.log_lead,
        b.hour
    from eligible as e
    inner join session_facts as f on e.session_id = f.session_id
    inner join later as l on e.session_id = l.session_id
    inner join course as c on e.session_id = c.session_id
    inner join booking_features as b on e.session_id = b.session_id
    left join sessions as s on e.session_id = s.session_id

),

final as (

    select
        session_id,
        client_id,
        coach,
        service,
        start_day,
        strategy,
        source,
        source in ('trial', 'diary')
        and coalesce(sent <> strategy, true) as is_intended_only,
        sent,
        meant,
        file_source,
        outcome_basis = 'presumed' as is_presumed,
        outcome not in ('unknown', 'scheduled') as is_known,
        case
            when outcome in ('no_show', 'late_cancelled') then 1e0
            when outcome not in ('unknown', 'scheduled') then 0e0
        end as missed,
        case
            when outcome in ('cancelled', 'rescheduled') then 1e0
            when outcome not in ('unknown', 'scheduled') then 0e0
        end as cancelled_or_moved,
        case
            when outcome = 'attended' then 1e0
            when outcome not in ('unknown', 'scheduled') then 0e0
        end as took_place,
        case
            when start_day + 60 >= $as_of_day then null
            when came_again or booked_later > 0 then 1e0
            when not coalesce(may_have_come, false) then 0e0
        end as still_client_60_days,
        miss_history as x_miss_history,
        last_missed as x_last_missed,
        is_first as x_is_first,
        log_lead as x_log_lead,
        1e0 * bookings_that_day as x_bookings_that_day,
        hour as x_hour,
        1e0 * ((start_day + 3) % 7) as x_weekday,
        ln(1e0 + attended) as x_sessions_so_far,
        -- What was marked, whoever vouched for the others.
        ln((missed_so_far + 6e-1) / (attended + 24e-1)) as x_marked_misses,
        coalesce(last_marked_missed, 0e0) as x_last_marked_missed,
        called_off / (attended + missed_so_far + called_off + 3e0) as x_called_off,
        ln(1e0 + least(greatest(coalesce(gap_ratio, 0e0), 0e0), 6e0)) as x_gap_ratio,
        1e0 * least(booked_besides, 5) as x_booked_besides
    from joined

)

select * from final
order by start_day, session_id
