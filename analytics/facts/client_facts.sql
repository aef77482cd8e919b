-- One row a client with a session known by the as-of: what the log says about them.
with

final as (

    select
        client_pace.client_id,
        client_pace.sessions_booked,
        client_pace.sessions_attended,
        client_pace.sessions_presumed,
        client_pace.sessions_missed,
        client_pace.sessions_late,
        client_pace.sessions_cancelled,
        client_pace.sessions_cancelled_by_coach,
        client_pace.sessions_moved,
        client_pace.sessions_unknown,
        client_pace.sessions_ahead,
        client_pace.sessions_excused,
        client_pace.first_attended_s,
        client_pace.last_attended_s,
        client_pace.first_attended_day,
        client_pace.last_attended_day,
        client_pace.days_since_last,
        client_pace.next_booked_s,
        client_pace.last_unknown_s,
        client_pace.last_slot_s,
        client_pace.usual_gap_days,
        client_pace.count_gaps,
        client_pace.own_gap_days,
        client_pace.last_two_gaps_days,
        client_pace.revenue_cents,
        client_pace.sessions_other_currency,
        client_pace.last_session_id,
        client_pace.coach,
        client_pace.service,
        client_pace.programme_sessions_planned,
        client_pace.programme_sessions_attended,
        client_pace.is_programme_completed,
        -- All sessions that count, less those up to the last break.
        client_pace.sessions_attended
        + coalesce(client_streaks.count_breaks - client_streaks.last_break, 0)
            as current_streak,
        greatest(
            client_pace.sessions_attended
            + coalesce(client_streaks.count_breaks - client_streaks.last_break, 0),
            coalesce(client_streaks.longest_run, 0)
        ) as best_streak,
        coalesce(client_strips.strip, '............') as strip

    from client_pace
    left join client_streaks on client_pace.client_id = client_streaks.client_id
    left join client_strips on client_pace.client_id = client_strips.client_id

)

select * from final
