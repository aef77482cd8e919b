-- One row a moment to look from and active client: whether they went quiet within their
-- horizon, as known on its last day. Absent where nobody has said what became of a
-- session in it.
with

windows as (

    select
        features.client_id,
        features.as_of_s,
        features.as_of_day,
        features.as_of_day + features.horizon_days as close_day,
        features.as_of_s + features.horizon_days * 86400 as close_s,
        places.is_programme_completed,
        places.next_day,
        coalesce(
            places.next_day > features.as_of_day
            and places.next_day <= features.as_of_day + features.horizon_days
            and places.next_known_s
            <= features.as_of_s + features.horizon_days * 86400, false
        ) as is_next_in

    from client_features as features
    inner join client_features_places as places
        on
            features.client_id = places.client_id
            and features.as_of_s = places.as_of_s

),

-- Only of those whose next session known lies outside is the book looked through.
silent as (

    select
        windows.client_id,
        windows.as_of_s,
        max(
            case
                when
                    slots.is_attended
                    and slots.start_day <= windows.close_day
                    and slots.event_s <= windows.close_s
                    then 1
                else 0
            end
        ) as came,
        max(
            case
                when
                    slots.start_s > windows.close_s
                    and slots.closed_s > windows.close_s
                    then 1
                else 0
            end
        ) as has_booked,
        max(
            case
                when
                    slots.start_s <= windows.close_s
                    and slots.closed_s = slots.start_s
                    and coalesce(slots.event_s > windows.close_s, true)
                    then 1
                else 0
            end
        ) as is_unsettled

    from windows
    inner join client_features_events as slots
        on
            windows.client_id = slots.client_id
            and windows.close_s >= slots.slot_known_s
            and windows.as_of_s < slots.start_s

    where not windows.is_next_in

    group by windows.client_id, windows.as_of_s

),

final as (

    select
        windows.client_id,
        windows.as_of_day,
        windows.close_day,
        -- When they came again, if ever; only for reading what was entered since.
        windows.next_day,
        case
            when windows.is_next_in then 0
            when silent.came = 1 or silent.has_booked = 1 then 0
            -- A programme that was completed before the silence ended well.
            when windows.is_programme_completed then 0
            when silent.is_unsettled = 1 then null
            else 1
        end as went_quiet

    from windows
    left join silent
        on
            windows.client_id = silent.client_id
            and windows.as_of_s = silent.as_of_s

)

select * from final
