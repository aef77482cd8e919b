-- One row a client whose gaps grew three times running, or who came again lately after
-- months away.
with

days as (

    select
        client_id,
        -- The latest four days on which they came, newest first.
        max(start_day, 4) as came,
        min(start_day) filter (where start_day > $as_of_day - 56)
        - max(start_day) filter (where start_day <= $as_of_day - 56) as away_days

    from session_facts

    where
        is_attended
        and ($client_ids is null or list_contains($client_ids, client_id))

    group by client_id

),

gaps as (

    select
        client_id,
        came[3] - came[4] as gap_1_days,
        came[2] - came[3] as gap_2_days,
        came[1] - came[2] as gap_3_days,
        away_days

    from days

),

final as (

    select
        client_id,
        gap_1_days,
        gap_2_days,
        gap_3_days,
        away_days,
        coalesce(
            gap_1_days < gap_2_days
            and gap_2_days < gap_3_days
            and gap_3_days >= 2 * gap_1_days,
            false
        ) as is_growing

    from gaps

)

select * from final
where is_growing or away_days >= 120
