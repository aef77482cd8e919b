-- One row a client who came: the first day, the last and the third last on which they
-- came, and the middle of the gaps before the last two.
with

came as (

    select
        client_id,
        start_day,
        row_number() over (
            partition by client_id
            order by start_day desc
        ) as days_back

    from session_facts

    where is_attended

    group by client_id, start_day

),

gaps as (

    select
        client_id,
        start_day,
        days_back,
        start_day - lead(start_day) over (
            partition by client_id
            order by start_day desc
        ) as gap_days

    from came

),

final as (

    select
        client_id,
        min(start_day) as first_day,
        max(start_day) as last_day,
        max(start_day) filter (where days_back = 3) as third_last_day,
        median(gap_days) filter (
            where days_back between 3 and 10
        ) as earlier_gap_days,
        count(gap_days) filter (
            where days_back between 3 and 10
        ) as count_earlier_gaps

    from gaps

    group by client_id

)

select * from final
