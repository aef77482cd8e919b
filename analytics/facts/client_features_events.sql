-- One row a session of the log: when its slot became known, when it left the book, and
-- from when its end counts. Nothing is cut at a moment: that is for whoever looks.
with

final as (

    select
        session_id,
        client_id,
        coach,
        service,
        sessions_planned,
        start_s,
        start_day,
        slot_known_s,
        outcome,
        outcome = 'attended' as is_attended,
        -- What the coach caused or somebody excused is not held against the client.
        outcome in ('attended', 'cancelled', 'rescheduled')
        or (outcome in ('no_show', 'late_cancelled') and not is_excused)
            as is_counted,
        -- Of a client's cancellation in time; a late one is missed.
        case
            when outcome = 'cancelled' and cancelled_s is not null
                then greatest(start_s - cancelled_s, 0) / 86400e0
        end as notice_days,
        -- A slot is in the book until it begins or is called off.
        case
            when outcome in ('scheduled', 'unknown') then start_s
            else least(start_s, greatest(slot_known_s, outcome_known_s))
        end as closed_s,
        -- A move counts once the new slot is known; an open end never does.
        case
            when outcome = 'rescheduled'
                then greatest(
                    slot_known_s,
                    outcome_known_s,
                    coalesce(replaced_known_s, outcome_known_s)
                )
            when outcome not in ('scheduled', 'unknown')
                then greatest(slot_known_s, outcome_known_s)
        end as event_s

    from sessions_s

)

select * from final
