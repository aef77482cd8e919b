-- One row: what stands about $session_id, as somebody said it last, with what was
-- entered of that session at the same moment; none where nobody has.
with

said as (

    select *

    from confirmations

    where session_id = $session_id and withdrawn_at is null

    order by on_date desc, entered_at desc, entry_id desc

    limit 1

),

beside as (

    select
        'view' as kind,
        entry_id,
        null::date as next_date,
        entered_at

    from pulses

    where
        session_id = $session_id
        and withdrawn_at is null
        and (engaged is not null or goal_progress is not null)

    union all

    select
        'promise' as kind,
        entry_id,
        null as next_date,
        entered_at

    from promises

    where session_id = $session_id and withdrawn_at is null

    union all

    select
        'next' as kind,
        entry_id,
        next_date,
        entered_at

    from next_agreed

    where session_id = $session_id and withdrawn_at is null

),

final as (

    select
        said.entry_id as outcome_id,
        said.outcome,
        said.was_late,
        said.is_excused,
        said.excused_reason,
        list(beside.entry_id order by beside.entry_id) filter (
            where beside.entry_id is not null
        ) as entry_ids,
        count(*) filter (where beside.kind = 'promise') as promises,
        count(*) filter (where beside.kind = 'view') > 0 as has_view,
        max(beside.next_date) as next_date

    from said
    left join beside
        on date_trunc('second', said.entered_at) <= beside.entered_at

    group by all

)

select * from final
