-- One row a session with a known reminder: when its first reminder was due under the
-- strategy that reminds earliest, and why it is in neither arm, if it is in none.
-- Reads the tables booking_ends and trusted.
with

timed as (

    select
        e.*,
        t.strategy,
        t.source,
        t.sent,
        t.meant,
        e.start_s - $longest_lead_s as due_s,
        f.outcome,
        f.is_excused,
        list_contains($unscored, e.client_id) as is_unscored
    from trusted as t
    inner join booking_ends as e on t.session_id = e.session_id
    inner join session_facts as f on t.session_id = f.session_id
    where t.strategy is not null

),

final as (

    select
        session_id,
        client_id,
        start_s,
        start_day,
        start_hour,
        midnight_s,
        slot_known_s,
        closed_s,
        due_s,
        strategy,
        source,
        sent,
        meant,
        case
            when is_unscored then 'asked_not_to_be_scored'
            when outcome = 'cancelled_by_coach' then 'cancelled_by_coach'
            when is_excused then 'excused'
            -- One that is first seen at its start says nothing of when it was made.
            when slot_known_s >= start_s then 'booking_time_not_known'
            when slot_known_s >= due_s then 'booked_too_late'
            when closed_s <= due_s then 'called_off_before'
        end as left_out
    from timed

)

select * from final
