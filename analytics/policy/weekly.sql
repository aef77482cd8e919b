-- One row a week counted from a day ($change_day; 0 is the week that begins on it) with
-- sessions that have begun and whose outcome is known; excused ones and those that the
-- coach cancelled are left out.
with

counted as (

    select
        floor((start_day - $change_day) / 7e0) as week,
        outcome,
        outcome_basis

    from session_facts

    where
        outcome in (
            'attended', 'no_show', 'late_cancelled', 'cancelled', 'rescheduled'
        )
        and not is_excused
        and start_day >= $first_day
        and start_day < $until_day
        and ($service::varchar is null or service = $service)
        and ($coach::varchar is null or coach = $coach)

),

final as (

    select
        week,
        count(*) as sessions,
        count(*) filter (
            where outcome in ('no_show', 'late_cancelled')
        ) as missed,
        count(*) filter (where outcome = 'cancelled') as cancelled,
        count(*) filter (where outcome = 'rescheduled') as moved,
        count(*) filter (where outcome_basis = 'presumed') as presumed

    from counted

    group by week

)

select * from final
order by week
