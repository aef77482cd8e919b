-- One row a moment to look from and active client: what the model is told of them, as
-- known then. docs/features.md says each column's unit, direction and words.
with

active as (

    select
        places.client_id,
        places.as_of_s,
        places.as_of_day,
        places.season_ratio,
        places.holiday_ahead,
        places.sessions_attended,
        places.last_day,
        places.first_day,
        places.day_0,
        places.day_1,
        places.day_2,
        places.day_3,
        places.day_4,
        places.day_5,
        places.sessions_planned,
        places.programme_sessions_attended,
        places.used_gaps,
        places.log_last_two,
        places.spread,
        places.usual_gap_days,
        places.next_booked_day,
        places.days_since_last,
        places.days_quiet,
        places.horizon_days,
        places.count_booked > 0 as is_booked,
        places.days_quiet / (1e0 * places.usual_gap_days) as ratio

    from client_features_places as places

    where
        places.count_booked > 0
        or (
            places.days_quiet <= greatest(
                places.active_gaps * places.usual_gap_days,
                places.active_least_days
            )
            and not places.is_programme_completed
        )

),

final as (

    select
        active.client_id,
        active.as_of_s,
        active.as_of_day,
        active.first_day,
        active.last_day,
        active.days_since_last,
        active.days_quiet,
        active.usual_gap_days,
        active.sessions_attended,
        active.horizon_days,
        active.is_booked,
        active.ratio,
        ln(1e0 + least(active.ratio, 6e0)) as log_ratio,
        least(greatest(active.ratio - 1e0, 0e0), 3e0) as over1,
        case when active.is_booked then 0e0 else 1e0 end as no_upcoming,
        case
            when active.is_booked then 0e0 else least(active.ratio, 4e0)
        end as over_nobook,
        case
            when active.is_booked
                then greatest(
                    least(
                        (active.next_booked_day - active.last_day)
                        / (1e0 * active.usual_gap_days)
                        - 1e0, 3e0
                    ), -5e-1
                )
            else 0e0
        end as next_stretch,
        case
            when active.used_gaps = 0 then 0e0
            else greatest(
                least(active.log_last_two - ln(active.usual_gap_days), 15e-1), -15e-1
            )
        end as gap_trend,
        least(
            (
                case
                    when active.day_0 > active.as_of_day - 4 * active.usual_gap_days
                        then 1
                    else 0
                end
                + case
                    when active.day_1 > active.as_of_day - 4 * active.usual_gap_days
                        then 1
                    else 0
                end
                + case
                    when active.day_2 > active.as_of_day - 4 * active.usual_gap_days
                        then 1
                    else 0
                end
                + case
                    when active.day_3 > active.as_of_day - 4 * active.usual_gap_days
                        then 1
                    else 0
                end
                + case
                    when active.day_4 > active.as_of_day - 4 * active.usual_gap_days
                        then 1
                    else 0
                end
                + case
                    when active.day_5 > active.as_of_day - 4 * active.usual_gap_days
                        then 1
                    else 0
                end
            ) / (1e0 * least(
                4e0,
                1e0
                + (active.as_of_day - active.first_day)
                / (1e0 * active.usual_gap_days)
            )), 15e-1
        ) as pace,
        conduct.missed_rate as ew_miss,
        conduct.missed_rate - conduct.missed_share as miss_trend,
        conduct.last_missed,
        1e0 * least(conduct.run_not_attended, 4) as streak_notatt,
        conduct.moved_rate as ew_resched,
        conduct.cancelled_rate as ew_cancel,
        greatest(least(conduct.lead_change, 2e0), -2e0) as lead_trend,
        ln(
            1e0 + greatest(active.as_of_day - active.first_day, 0) / 7e0
        ) as log_tenure,
        ln(1e0 + active.sessions_attended) as log_natt,
        case when active.sessions_attended <= 3 then 1e0 else 0e0 end as is_new,
        ln(active.usual_gap_days) as log_gap,
        (
            active.used_gaps * coalesce(active.spread, 0e0) + 6e-1
        ) / (active.used_gaps + 2e0) as gap_cv,
        case
            when active.sessions_planned is not null then 1e0 else 0e0
        end as pkg_on,
        case
            when
                active.sessions_planned - active.programme_sessions_attended <= 2
                then 1e0
            else 0e0
        end as pkg_near_end,
        active.season_ratio,
        active.holiday_ahead,
        -- Of a source that is missing nothing is said: 0.
        coalesce(told.homework_done, 0e0) as homework_done,
        coalesce(told.pulse_level, 0e0) as pulse_level,
        coalesce(told.pulse_change, 0e0) as pulse_change,
        coalesce(told.contact_answered, 0e0) as contact_answered,
        conduct.notice_given,
        coalesce(told.promises_due, 0) as promises_due,
        coalesce(told.promises_done, 0) as promises_done,
        coalesce(told.count_views, 0) as count_views,
        told.latest_view,
        conduct.notices_known

    from active
    inner join client_features_conduct as conduct
        on
            active.client_id = conduct.client_id
            and active.as_of_s >= conduct.event_s
            and active.as_of_s < conduct.until_s
    left join client_features_told as told
        on
            active.client_id = told.client_id
            and active.as_of_s = told.as_of_s

)

select * from final
