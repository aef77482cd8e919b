-- One row a client and moment by which they had come: their rhythm and what they had in
-- the book. `origins` and `days_away` are given by whoever asks; see features.py.
with

paced as (

    select
        visits.client_id,
        visits.coach,
        practice.as_of_s,
        practice.as_of_day,
        practice.entry_day,
        practice.active_gaps,
        practice.active_least_days,
        practice.horizon_gaps,
        practice.horizon_least_days,
        practice.horizon_most_days,
        practice.season_ratio,
        practice.holiday_ahead,
        visits.sessions_attended,
        visits.last_day,
        visits.first_day,
        visits.day_0,
        visits.day_1,
        visits.day_2,
        visits.day_3,
        visits.day_4,
        visits.day_5,
        visits.next_day,
        visits.next_known_s,
        visits.sessions_planned,
        visits.programme_sessions_attended,
        visits.used_gaps,
        visits.log_last_two,
        visits.spread,
        round(
            exp(
                (
                    visits.used_gaps * coalesce(visits.log_gap, 0e0)
                    + ln(practice.practice_gap_days)
                ) / (visits.used_gaps + 1e0)
            ), 6
        ) as usual_gap_days

    from client_features_visits as visits
    inner join client_features_practice as practice
        on
            visits.known_s <= practice.as_of_s
            and visits.until_s > practice.as_of_s

),

booked as (

    select
        slots.client_id,
        origins.as_of_s,
        min(slots.start_day) as next_booked_day,
        count(*) as count_booked

    from client_features_events as slots
    inner join origins
        on
            slots.slot_known_s <= origins.as_of_s
            and slots.closed_s > origins.as_of_s

    group by slots.client_id, origins.as_of_s

),

final as (

    select
        paced.client_id,
        paced.coach,
        paced.as_of_s,
        paced.as_of_day,
        paced.entry_day,
        paced.active_gaps,
        paced.active_least_days,
        paced.season_ratio,
        paced.holiday_ahead,
        paced.sessions_attended,
        paced.last_day,
        paced.first_day,
        paced.day_0,
        paced.day_1,
        paced.day_2,
        paced.day_3,
        paced.day_4,
        paced.day_5,
        paced.next_day,
        paced.next_known_s,
        paced.sessions_planned,
        paced.programme_sessions_attended,
        paced.used_gaps,
        paced.log_last_two,
        paced.spread,
        paced.usual_gap_days,
        booked.next_booked_day,
        coalesce(booked.count_booked, 0) as count_booked,
        coalesce(
            paced.programme_sessions_attended = paced.sessions_planned, false
        ) as is_programme_completed,
        paced.as_of_day - paced.last_day as days_since_last,
        cast(
            least(
                greatest(
                    round(paced.horizon_gaps * paced.usual_gap_days),
                    paced.horizon_least_days
                ), paced.horizon_most_days
            ) as int
        ) as horizon_days,
        -- Known absences since the last session do not count as silence.
        paced.as_of_day - paced.last_day - coalesce(days_away.days_away, 0)
            as days_quiet

    from paced
    left join booked
        on
            paced.client_id = booked.client_id
            and paced.as_of_s = booked.as_of_s
    left join days_away
        on
            paced.client_id = days_away.client_id
            and paced.as_of_day = days_away.as_of_day

)

select * from final
