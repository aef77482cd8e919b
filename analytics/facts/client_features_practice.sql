-- One row a moment to look from: what the whole practice was like then. Its gaps, how
-- full the last two weeks were beside the twelve before, and how near the holidays are.
with

-- Gaps and origins in one line of time: who stands before whom.
marks as (

    select
        known_s as at_s,
        0 as is_origin,
        gap_days

    from client_features_visits

    where gap_days is not null

    union all

    select
        as_of_s as at_s,
        1 as is_origin,
        null as gap_days

    from origins

),

placed as (

    select
        is_origin,
        at_s,
        gap_days,
        sum(is_origin) over (
            order by at_s, is_origin
            rows between unbounded preceding and current row
        ) as nth

    from marks

),

fresh_gaps as (

    select
        gap_days,
        nth + 1 as nth,
        count(*) as count_gaps

    from placed

    where is_origin = 0

    group by gap_days, nth

),

numbered_origins as (

    select
        nth,
        at_s

    from placed

    where is_origin = 1

),

lengths as (

    select gap_days

    from fresh_gaps

    group by gap_days

),

-- How many gaps of each length were known by each origin.
known_gaps as (

    select
        numbered_origins.at_s,
        lengths.gap_days,
        sum(coalesce(fresh_gaps.count_gaps, 0)) over (
            partition by lengths.gap_days
            order by numbered_origins.nth
            rows between unbounded preceding and current row
        ) as count_gaps

    from numbered_origins
    cross join lengths
    left join fresh_gaps
        on
            numbered_origins.nth = fresh_gaps.nth
            and lengths.gap_days = fresh_gaps.gap_days

),

ranks as (

    select
        at_s,
        gap_days,
        sum(count_gaps) over (
            partition by at_s
            order by gap_days
            rows between unbounded preceding and current row
        ) as count_up_to,
        sum(count_gaps) over (partition by at_s) as count_all

    from known_gaps

),

medians as (

    select
        at_s,
        (
            min(gap_days) filter (where 2 * count_up_to >= count_all)
            + min(gap_days) filter (where 2 * count_up_to > count_all)
        ) / 2e0 as gap_days

    from ranks

    where count_all > 0

    group by at_s

),

-- Whole days only, so that no session of an unfinished day is seen.
busy_days as (

    select
        floor(known_s / 86400e0) as day_nth,
        count(*) as count_attended

    from client_features_visits

    group by floor(known_s / 86400e0)

),

counted as (

    select
        origins.as_of_s,
        sum(
            case
                when
                    busy_days.day_nth >= floor((origins.as_of_s + 1) / 86400e0) - 14
                    then busy_days.count_attended
                else 0
            end
        ) as count_last,
        sum(
            case
                when
                    busy_days.day_nth < floor((origins.as_of_s + 1) / 86400e0) - 14
                    and busy_days.day_nth
                    >= floor((origins.as_of_s + 1) / 86400e0) - 98
                    then busy_days.count_attended
                else 0
            end
        ) as count_before,
        (floor((origins.as_of_s + 1) / 86400e0) - 14 - min(busy_days.day_nth)) / 7e0
            as weeks_before

    from origins
    inner join busy_days
        on busy_days.day_nth < floor((origins.as_of_s + 1) / 86400e0)

    group by origins.as_of_s

),

-- Two sessions a week more on both sides, so that a quiet week does not shout.
seasons as (

    select
        as_of_s,
        ln(count_last / 2e0 + 2e0) as log_last,
        ln(
            count_before / (1e0 * greatest(least(weeks_before, 12e0), 1e0)) + 2e0
        ) as log_before

    from counted

),

-- The next four weeks. A day of the year is right to a day; January's first is 0.
weeks_ahead as (

    select
        as_of_s,
        as_of_day + 7 as week_day

    from origins

    union all

    select
        as_of_s,
        as_of_day + 14 as week_day

    from origins

    union all

    select
        as_of_s,
        as_of_day + 21 as week_day

    from origins

    union all

    select
        as_of_s,
        as_of_day + 28 as week_day

    from origins

),

year_days as (

    select
        as_of_s,
        week_day - 3652425e-4 * floor(week_day / 3652425e0 * 1e4) as year_day

    from weeks_ahead

),

-- The turn of the year, and high summer in the north.
holidays as (

    select
        as_of_s,
        avg(
            case
                when year_day >= 350 or year_day < 5 then 1e0
                when year_day >= 208 and year_day < 235 then 1e0
                else 0e0
            end
        ) as holiday_ahead

    from year_days

    group by as_of_s

),

final as (

    select
        origins.as_of_s,
        origins.as_of_day,
        origins.entry_day,
        origins.active_gaps,
        origins.active_least_days,
        origins.horizon_gaps,
        origins.horizon_least_days,
        origins.horizon_most_days,
        coalesce(medians.gap_days, 14e0) as practice_gap_days,
        -- Before the first whole day nothing can be compared.
        coalesce(
            least(
                greatest(seasons.log_last - seasons.log_before, -15e-1), 15e-1
            ), 0e0
        ) as season_ratio,
        holidays.holiday_ahead

    from origins
    inner join holidays on origins.as_of_s = holidays.as_of_s
    left join medians on origins.as_of_s = medians.at_s
    left join seasons on origins.as_of_s = seasons.as_of_s

)

select * from final
