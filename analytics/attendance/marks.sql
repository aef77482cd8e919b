-- One row a thing that sessions have from some day on: the tool they come from, or the
-- way in which they are reminded. Only slots that were known.
with

known as (

    select
        source,
        reminder_strategy,
        starts_day

    from sessions

    where epoch_us(slot_known_at) // 1000000 <= $as_of_s

),

final as (

    select
        'source' as kind,
        source as named,
        min(starts_day) as first_day

    from known

    group by source

    union all

    select
        'reminder' as kind,
        reminder_strategy as named,
        min(starts_day) as first_day

    from known

    where reminder_strategy is not null

    group by reminder_strategy

)

select * from final
order by kind, first_day, named
