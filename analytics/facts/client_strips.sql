-- One row a client with a slot in the last twelve weeks: the best of each week, as one
-- letter, oldest week first. Letters and their order: docs/definitions.md.
with

slots as (

    select
        client_id,
        cast(
            floor(($as_of_week_day + 6 - start_day) / 7e0) as int
        ) as weeks_back,
        case
            when outcome = 'attended' and outcome_basis <> 'presumed' then 8
            when outcome = 'attended' then 7
            when outcome = 'scheduled' then 6
            when outcome = 'unknown' then 5
            when outcome = 'rescheduled' then 4
            when is_excused or outcome in ('cancelled', 'cancelled_by_coach') then 3
            when outcome = 'late_cancelled' then 2
            else 1
        end as best

    from session_facts

    where
        start_day >= $as_of_week_day - 77
        and start_day < $as_of_week_day + 7

),

weeks as (

    select
        client_id,
        max(case when weeks_back = 11 then best else 0 end) as week_01,
        max(case when weeks_back = 10 then best else 0 end) as week_02,
        max(case when weeks_back = 9 then best else 0 end) as week_03,
        max(case when weeks_back = 8 then best else 0 end) as week_04,
        max(case when weeks_back = 7 then best else 0 end) as week_05,
        max(case when weeks_back = 6 then best else 0 end) as week_06,
        max(case when weeks_back = 5 then best else 0 end) as week_07,
        max(case when weeks_back = 4 then best else 0 end) as week_08,
        max(case when weeks_back = 3 then best else 0 end) as week_09,
        max(case when weeks_back = 2 then best else 0 end) as week_10,
        max(case when weeks_back = 1 then best else 0 end) as week_11,
        max(case when weeks_back = 0 then best else 0 end) as week_12

    from slots

    group by client_id

),

final as (

    select
        client_id,
        concat(
            substr('.nlcmubpa', week_01 + 1, 1),
            substr('.nlcmubpa', week_02 + 1, 1),
            substr('.nlcmubpa', week_03 + 1, 1),
            substr('.nlcmubpa', week_04 + 1, 1),
            substr('.nlcmubpa', week_05 + 1, 1),
            substr('.nlcmubpa', week_06 + 1, 1),
            substr('.nlcmubpa', week_07 + 1, 1),
            substr('.nlcmubpa', week_08 + 1, 1),
            substr('.nlcmubpa', week_09 + 1, 1),
            substr('.nlcmubpa', week_10 + 1, 1),
            substr('.nlcmubpa', week_11 + 1, 1),
            substr('.nlcmubpa', week_12 + 1, 1)
        ) as strip

    from weeks

)

select * from final
