-- One row a group of sessions, by week, month, coach, service, weekday or hour: how
-- many ended how. The key is a number (a day, a weekday, an hour) or a text.
with

keyed as (

    select
        *,
        case $grouping
            when 'week' then start_day - (start_day + $week_shift_days) % 7
            when 'month'
                then
                    date_trunc('month', date '1970-01-01' + start_day)::date
                    - date '1970-01-01'
            when 'weekday' then (start_day + 3) % 7 + 1
            when 'hour' then start_hour
        end as key_number,
        case $grouping
            when 'coach' then coach
            when 'service' then service
        end as key_text

    from session_facts

),

final as (

    select
        key_number,
        key_text,
        count(*) as sessions,
        count(*) filter (where is_attended) as attended,
        count(*) filter (
            where is_attended and outcome_basis = 'presumed'
        ) as presumed,
        count(*) filter (where outcome = 'no_show') as no_show,
        count(*) filter (where outcome = 'late_cancelled') as late_cancelled,
        count(*) filter (where outcome = 'cancelled') as cancelled,
        count(*) filter (
            where outcome = 'cancelled_by_coach'
        ) as cancelled_by_coach,
        count(*) filter (where outcome = 'rescheduled') as rescheduled,
        count(*) filter (where outcome = 'scheduled') as scheduled,
        count(*) filter (where outcome = 'unknown') as unknown,
        count(*) filter (where is_excused) as excused,
        count(*) filter (where is_late_unknown) as late_not_known

    from keyed

    group by key_number, key_text

)

select * from final
order by key_number nulls last, key_text nulls last
