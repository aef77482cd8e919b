-- One row a client with two attended days: the own gap, before it is shrunk, and its
-- latest trend; with the practice's median gap beside it.
with

attended_gaps as (

    select
        client_id,
        -- Days are compared, not sessions: two on one day are no gap, and a change
        -- of the clocks makes none shorter.
        start_day - lead(start_day) over (
            partition by client_id
            order by start_day desc
        ) as gap_days,
        dense_rank() over (
            partition by client_id
            order by start_day desc
        ) as days_back

    from session_facts

    where is_attended

),

practice as (

    select median(gap_days) as practice_gap_days

    from attended_gaps

    where gap_days > 0

),

rhythm as (

    select
        client_id,
        count(*) as count_gaps,
        median(ln(gap_days)) as log_gap_days,
        exp(avg(ln(gap_days)) filter (where days_back <= 2)) as last_two_gaps_days

    from attended_gaps

    where gap_days > 0 and days_back <= 8

    group by client_id

),

final as (

    select
        rhythm.client_id,
        rhythm.count_gaps,
        -- Rounded, so that 7 stays 7 where a limit is two or three times the gap.
        round(exp(rhythm.log_gap_days), 6) as own_gap_days,
        round(rhythm.last_two_gaps_days, 6) as last_two_gaps_days,
        practice.practice_gap_days,
        round(
            exp(
                (
                    rhythm.count_gaps * rhythm.log_gap_days
                    + ln(practice.practice_gap_days)
                ) / (rhythm.count_gaps + 1e0)
            ), 6
        ) as usual_gap_days

    from rhythm
    cross join practice

)

select * from final
