-- One row a session whose end is known and counts: what the ends so far say of the
-- client's reliability, from then until the next end is known. Newer ends weigh more:
-- each weighs seven tenths of the one after it.
with

numbered as (

    select
        client_id,
        event_s,
        is_attended,
        case
            when outcome in ('no_show', 'late_cancelled') then 1e0 else 0e0
        end as missed,
        case when outcome = 'rescheduled' then 1e0 else 0e0 end as moved,
        case when outcome = 'cancelled' then 1e0 else 0e0 end as cancelled,
        notice_days is not null as is_notice_known,
        -- Of a cancellation in time: three days are neither short nor long, from one
        -- day to seven it says no more. Without one nothing is said.
        case
            when notice_days is null then 0e0
            else
                greatest(
                    least(ln((1e0 + notice_days) / 4e0), 7e-1), -7e-1
                )
        end as length_of_notice,
        ln(1e0 + greatest((start_s - slot_known_s) / 86400e0, 0e0)) as log_lead,
        row_number() over (
            partition by client_id
            order by event_s, start_s, session_id
        ) - 1 as place

    from client_features_events

    where is_counted and event_s is not null

),

-- Weights that grow without end would leave the numbers a machine knows. So they grow
-- within blocks of 512, twice, half a block apart: of each row the block is taken that
-- reaches back 256 rows or to the beginning. What lies further back weighs nothing.
blocks as (

    select
        client_id,
        event_s,
        is_attended,
        missed,
        moved,
        cancelled,
        is_notice_known,
        length_of_notice,
        log_lead,
        place,
        floor(place / 512e0) as block_a,
        floor((place + 256) / 512e0) as block_b,
        power(7e-1, place % 512) as weight_a,
        power(7e-1, (place + 256) % 512) as weight_b,
        place < 512 or place % 512 >= 256 as is_a

    from numbered

),

sums as (

    select
        client_id,
        event_s,
        is_attended,
        missed,
        is_notice_known,
        log_lead,
        place,
        case
            when is_a
                then weight_a * sum(missed / (1e0 * weight_a)) over (
                    partition by client_id, block_a
                    order by place
                    rows between unbounded preceding and current row
                )
            else weight_b * sum(missed / (1e0 * weight_b)) over (
                partition by client_id, block_b
                order by place
                rows between unbounded preceding and current row
            )
        end as weighed_missed,
        case
            when is_a
                then weight_a * sum(moved / (1e0 * weight_a)) over (
                    partition by client_id, block_a
                    order by place
                    rows between unbounded preceding and current row
                )
            else weight_b * sum(moved / (1e0 * weight_b)) over (
                partition by client_id, block_b
                order by place
                rows between unbounded preceding and current row
            )
        end as weighed_moved,
        case
            when is_a
                then weight_a * sum(cancelled / (1e0 * weight_a)) over (
                    partition by client_id, block_a
                    order by place
                    rows between unbounded preceding and current row
                )
            else weight_b * sum(cancelled / (1e0 * weight_b)) over (
                partition by client_id, block_b
                order by place
                rows between unbounded preceding and current row
            )
        end as weighed_cancelled,
        case
            when is_a
                then weight_a * sum(length_of_notice / (1e0 * weight_a)) over (
                    partition by client_id, block_a
                    order by place
                    rows between unbounded preceding and current row
                )
            else weight_b * sum(length_of_notice / (1e0 * weight_b)) over (
                partition by client_id, block_b
                order by place
                rows between unbounded preceding and current row
            )
        end as weighed_notice

    from blocks

),

final as (

    select
        client_id,
        event_s,
        coalesce(
            lead(event_s) over (
                partition by client_id
                order by place
            ), 32503680000
        ) as until_s,
        missed as last_missed,
        -- At first everybody has a tenth of misses, and a little of the others.
        3e-1 * weighed_missed + 1e-1 * power(7e-1, place + 1) as missed_rate,
        3e-1 * weighed_moved + 7e-2 * power(7e-1, place + 1) as moved_rate,
        3e-1 * weighed_cancelled + 6e-2 * power(7e-1, place + 1) as cancelled_rate,
        3e-1 * weighed_notice as notice_given,
        count(*) filter (where is_notice_known) over (
            partition by client_id
            order by place
            rows between unbounded preceding and current row
        ) as notices_known,
        (
            5e-1 + sum(missed) over (
                partition by client_id
                order by place
                rows between unbounded preceding and current row
            )
        ) / (6e0 + place) as missed_share,
        place - coalesce(
            max(case when is_attended then place end) over (
                partition by client_id
                order by place
                rows between unbounded preceding and current row
            ), -1
        ) as run_not_attended,
        coalesce(
            log_lead - avg(log_lead) over (
                partition by client_id
                order by place
                rows between 8 preceding and 1 preceding
            ), 0e0
        ) as lead_change

    from sums

)

select * from final
