-- One row a slot: the last six, newest first, of each client of whom there is something
-- to say. Those called off or moved ahead of their day are among them.
with

looked_at as (

    select
        client_id,
        session_id,
        start_s,
        start_day,
        outcome,
        is_excused,
        start_s > $as_of_s as is_ahead,
        outcome in ('no_show', 'late_cancelled') and not is_excused as is_missed

    from session_facts

    where
        -- What is half a year old says nothing of how things are.
        start_day > $as_of_day - 182
        and (start_s <= $as_of_s or outcome <> 'scheduled')
        and ($client_ids is null or list_contains($client_ids, client_id))

),

numbered as (

    select
        *,
        row_number() over (
            partition by client_id
            order by start_s desc, session_id desc
        ) as slots_back

    from looked_at

),

slots as (

    select *

    from numbered

    where slots_back <= 6

),

wanted as (

    select client_id

    from slots

    group by client_id

    having
        count(*) filter (where is_missed) >= 3
        or count(*) filter (where outcome = 'rescheduled') >= 3
        or count(*) filter (
            where outcome in ('cancelled', 'late_cancelled') and not is_excused
        ) >= 3
        or count(*) filter (where is_ahead and outcome <> 'rescheduled') >= 2
        or bool_or(is_excused and slots_back = 1)
        or min(slots_back) filter (where outcome = 'cancelled_by_coach')
        < min(slots_back) filter (
            where outcome not in ('cancelled_by_coach', 'rescheduled')
        )
        or bool_and(outcome in ('cancelled_by_coach', 'rescheduled'))
        or min(slots_back) filter (where is_missed) < coalesce(
            min(slots_back) filter (where outcome in ('attended', 'unknown')),
            99
        )

),

final as (

    select
        slots.client_id,
        slots.session_id,
        slots.outcome,
        slots.is_excused,
        slots.start_day,
        slots.is_ahead

    from slots
    semi join wanted on slots.client_id = wanted.client_id

    order by slots.client_id, slots.slots_back

)

select * from final
