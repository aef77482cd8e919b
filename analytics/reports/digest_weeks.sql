-- One row a week from $from_day on: what became of its sessions, of one coach or all.
with

final as (

    select
        start_day - (start_day + $week_shift_days) % 7 as week_day,
        count(*) filter (where is_attended) as attended,
        count(*) filter (
            where is_attended and outcome_basis = 'presumed'
        ) as presumed,
        count(*) filter (
            where outcome in ('no_show', 'late_cancelled') and not is_excused
        ) as missed,
        count(*) filter (where outcome = 'unknown') as unknown

    from session_facts

    where
        start_day >= $from_day
        and start_day < $until_day
        and ($selected_coach is null or coach = $selected_coach)

    group by week_day

)

select * from final
