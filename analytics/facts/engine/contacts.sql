-- One row a step taken that was known on a day, with what came of it, oldest first. A
-- result names its step, or is that of the latest step before it. Whose import was
-- taken back waits for it, here and in the facts beside this one.
with

known as (

    select *

    from follow_ups

    where
        withdrawn_at is null
        and on_date <= $entry_day
        and ($client_id::varchar is null or client_id = $client_id)
        and client_id in (select clients.client_id from clients)

),

taken as (

    select *

    from known

    where step <> 'answer'

),

-- Where several steps were taken on the day of a result, the last one entered.
unnamed as (

    select
        said.entry_id,
        arg_max(
            taken.entry_id, (taken.on_date, taken.entered_at, taken.entry_id)
        ) as about_id

    from known as said
    inner join taken
        on
            said.client_id = taken.client_id
            and said.on_date >= taken.on_date

    where said.step = 'answer' and said.about_id is null

    group by said.entry_id

),

said as (

    select
        coalesce(known.about_id, unnamed.about_id) as about_id,
        arg_max(
            {
                'result': known.result,
                'on_date': known.on_date,
                'entry_id': known.entry_id
            },
            (known.on_date, known.entered_at, known.entry_id)
        ) as latest

    from known
    left join unnamed on known.entry_id = unnamed.entry_id

    where known.step = 'answer'

    group by coalesce(known.about_id, unnamed.about_id)

),

final as (

    select
        taken.entry_id,
        taken.client_id,
        taken.step,
        taken.channel,
        taken.on_date,
        taken.wrote_last,
        taken.note,
        taken.why,
        taken.plan_id,
        coalesce(said.latest.result, taken.result) as result,
        case
            when said.latest.result is not null then said.latest.on_date
            when taken.result is not null then taken.on_date
        end as result_day,
        said.latest.entry_id as result_id,
        taken.next_date

    from taken
    left join said on taken.entry_id = said.about_id

    order by taken.on_date, taken.entered_at, taken.entry_id

)

select * from final
