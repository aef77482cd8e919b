-- One row a promise of a client or a coach that was known at a moment, entered or of a
-- file: when it was given, what came of it. Withdrawn entries never were; action is
-- empty where the owner keeps no texts.
with

-- What somebody said came of it: the latest word.
said as (

    select
        action_id,
        arg_max(result, (on_date, entered_at, entry_id)) as result,
        max(on_date) as result_day,
        arg_max(entry_id, (on_date, entered_at, entry_id)) as result_id

    from promise_results

    where withdrawn_at is null and on_date <= $entry_day

    group by action_id

),

shown as (

    select
        action_key,
        min(exported_at) as shown_at,
        min(exported_at) filter (where is_done) as shown_done_at

    from action_versions

    group by action_key

),

entered as (

    select
        promises.entry_id as action_id,
        promises.client_id,
        promises.owner,
        promises.action,
        promises.session_id,
        null as given_at,
        -- It is given in its session, though it may be typed in on the next morning.
        coalesce(
            date '1970-01-01' + sessions.starts_day,
            promises.on_date
        ) as given_day,
        promises.due_date,
        promises.minutes_needed,
        promises.needs,
        false as is_done,
        null as done_at,
        true as is_entered

    from promises
    left join sessions
        on
            promises.session_id = sessions.session_id
            and ($client_id is null or sessions.client_id = $client_id)

    where
        promises.withdrawn_at is null
        and promises.on_date <= $entry_day
        and ($client_id is null or promises.client_id = $client_id)

),

of_files as (

    select
        actions.action_id,
        actions.client_id,
        actions.owner,
        actions.action,
        null as session_id,
        actions.given_at,
        null as given_day,
        actions.due_date,
        null as minutes_needed,
        null as needs,
        actions.is_done
        and coalesce(actions.done_at, shown.shown_done_at) <= $as_of_at as is_done,
        actions.done_at,
        false as is_entered

    from actions
    inner join shown on actions.action_id = shown.action_key

    where
        actions.client_id is not null
        and coalesce(actions.given_at, shown.shown_at) <= $as_of_at

),

together as (

    select * from entered
    union all
    select * from of_files

),

final as (

    select
        together.action_id,
        together.client_id,
        together.owner,
        together.action,
        together.session_id,
        together.given_at,
        together.given_day,
        together.due_date,
        together.minutes_needed,
        together.needs,
        coalesce(
            said.result,
            case when together.is_done then 'done' end
        ) as result,
        together.done_at,
        said.result_day,
        together.is_entered,
        said.result_id

    from together
    left join said on together.action_id = said.action_id

    order by
        together.client_id asc,
        together.due_date asc nulls last,
        coalesce(together.given_day, together.given_at::date) asc nulls last,
        together.action_id asc

)

select * from final
