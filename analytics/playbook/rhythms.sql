-- One row a client whose gaps grew three times running, or who came again lately after
-- months away.
with

came as (

    select distinct
        client_id,
        start_day

    from session_facts

    where
        is_attended
        and ($client_ids is null or list_contains($client_ids, client_id))

),

returns as (

    select
        client_id,
        min(start_day) filter (where start_day > $as_of_day - 56)
        - max(start_day) filter (where start_day <= $as_of_day - 56) as away_days

    from came

    group by client_id

),

numbered as (

    select
        client_id,
        start_day - lead(start_day) over (
            partition by client_id
            order by start_day desc
        ) as gap_days,
        row_number() over (
            partition by client_id
            order by start_day desc
        ) as days_back

    from came

    where start_day > $as_of_day - 365

),

gaps as (

    select
        client_id,
        max(gap_days) filter (where days_back = 3) as gap_1_days,
        max(gap_days) filter (where days_back = 2) as gap_2_days,
        max(gap_days) filter (where days_back = 1) as gap_3_days

    from numbered

    where days_back <= 3

    group by client_id

),

grown as (

    select *

    from gaps

    where
        gap_1_days < gap_2_days
        and gap_2_days < gap_3_days
        and gap_3_days >= 2 * gap_1_days

),

final as (

    select
        coalesce(grown.client_id, returns.client_id) as client_id,
        grown.gap_1_days,
        grown.gap_2_days,
        grown.gap_3_days,
        returns.away_days

    from returns
    left join grown on returns.client_id = grown.client_id

    where returns.away_days >= 120 or grown.client_id is not null

)

select * from final
