-- One row a session of which somebody has said, or is supposed to say, what became of
-- it: the latest word known on $entry_day. Withdrawn entries never were.
with

said as (

    select
        session_id,
        outcome,
        is_excused,
        excused_reason,
        was_late,
        on_date,
        entered_at,
        entry_id

    from confirmations

    where withdrawn_at is null and on_date <= $entry_day

    union all

    -- What would follow if somebody said this: it stands over everything.
    select
        unnest($supposed_sessions::varchar[]) as session_id,
        unnest($supposed_outcomes::varchar[]) as outcome,
        false as is_excused,
        null as excused_reason,
        null as was_late,
        date '9999-12-31' as on_date,
        timestamp '9999-12-31' as entered_at,
        '' as entry_id

),

final as (

    select
        session_id,
        outcome,
        is_excused,
        excused_reason,
        was_late,
        entered_at

    from said

    qualify
        row_number() over (
            partition by session_id
            order by on_date desc, entered_at desc, entry_id desc
        ) = 1

)

select * from final
