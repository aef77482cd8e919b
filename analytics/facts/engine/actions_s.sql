-- One row a promise of a client that somebody entered, or that a file made after its
-- day shows: from when on it counts, and since when it is done. What a person says came
-- of it counts by days (done_day, dropped_day), what a file says by seconds (done_s).
with

said as (

    select
        action_id,
        min(on_date) filter (where result = 'done') - date '1970-01-01' as done_day,
        min(on_date) filter (
            where result = 'dropped'
        ) - date '1970-01-01' as dropped_day

    from promise_results

    where withdrawn_at is null

    group by action_id

),

-- Some tools say that something is done and not when: then a file's own day is all
-- there is, for what is done as for what is not.
sources as (

    select
        source,
        bool_or(is_done and done_at is null) as is_undated

    from actions

    group by source

),

shown as (

    select
        actions.action_id,
        min(versions.exported_at) filter (
            where versions.exported_at >= actions.due_date + interval 1 day
        ) as shown_at,
        min(versions.exported_at) filter (
            where versions.is_done
        ) as shown_done_at

    from actions
    inner join action_versions as versions
        on actions.action_id = versions.action_key

    group by actions.action_id

),

of_files as (

    select
        actions.action_id,
        actions.client_id,
        greatest(
            actions.due_date - date '1970-01-01',
            epoch_us(actions.given_at) // 86400000000,
            case
                when sources.is_undated
                    then epoch_us(shown.shown_at) // 86400000000 + 1
            end
        ) as counts_day,
        epoch_us(
            case
                when sources.is_undated then shown.shown_done_at
                else actions.done_at
            end
        ) // 1000000 as done_s

    from actions
    inner join sources on actions.source = sources.source
    inner join shown on actions.action_id = shown.action_id

    where
        actions.owner = 'client'
        and actions.client_id is not null
        and actions.due_date is not null
        and shown.shown_at is not null

),

entered as (

    select
        entry_id as action_id,
        client_id,
        greatest(due_date, on_date) - date '1970-01-01' as counts_day,
        null as done_s

    from promises

    where
        withdrawn_at is null
        and owner = 'client'
        and due_date is not null

),

together as (

    select * from of_files
    union all
    select * from entered

),

final as (

    select
        together.*,
        said.done_day,
        said.dropped_day

    from together
    left join said on together.action_id = said.action_id

)

select * from final
