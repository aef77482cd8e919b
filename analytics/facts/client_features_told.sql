-- One row a client and moment by which they had come, and of which promises, views or
-- contacts tell something: what they say. Each number is 0 where its source is silent.
with

-- Of the promises that were due the last four count: each until the fourth after it.
promises as (

    select
        client_id,
        counts_day,
        done_s,
        done_day,
        dropped_day,
        coalesce(
            lead(counts_day, 4) over (
                partition by client_id
                order by counts_day, action_id
            ), 9999999
        ) as until_day

    from actions_s

),

homework as (

    select
        places.client_id,
        places.as_of_s,
        count(*) as promises_due,
        count(*) filter (
            where
            promises.done_s <= places.as_of_s
            or promises.done_day <= places.entry_day
        ) as promises_done

    from client_features_places as places
    inner join promises
        on
            places.client_id = promises.client_id
            and places.as_of_day > promises.counts_day
            and places.as_of_day <= promises.until_day
            -- Nobody waits any longer for what was let go.
            and coalesce(promises.dropped_day, 9999999) > places.entry_day

    group by places.client_id, places.as_of_s

),

-- The last three views of twelve weeks.
views_in_order as (

    select
        client_id,
        on_day,
        view_of_five,
        coalesce(
            lead(on_day) over (
                partition by client_id
                order by on_day, entered_us, entry_id
            ), 9999999
        ) as next_day,
        coalesce(
            lead(on_day, 3) over (
                partition by client_id
                order by on_day, entered_us, entry_id
            ), 9999999
        ) as until_day

    from pulses_s

),

pulses as (

    select
        places.client_id,
        places.as_of_s,
        count(*) as count_views,
        sum(views_in_order.view_of_five) as sum_views,
        max(
            case
                when places.entry_day < views_in_order.next_day
                    then views_in_order.view_of_five
            end
        ) as latest_view

    from client_features_places as places
    inner join views_in_order
        on
            places.client_id = views_in_order.client_id
            and places.entry_day >= views_in_order.on_day
            and places.entry_day < views_in_order.until_day
            and places.as_of_day < views_in_order.on_day + 84

    group by places.client_id, places.as_of_s

),

contacts_in_order as (

    select
        client_id,
        on_day,
        is_answered,
        coalesce(
            lead(on_day) over (
                partition by client_id
                order by on_day, entered_us, entry_id
            ), 9999999
        ) as next_day

    from contacts_s

),

-- The last contact, unless they have come on a later day.
contacts as (

    select
        places.client_id,
        places.as_of_s,
        case
            when contacts_in_order.is_answered then 1e0 else -1e0
        end as contact_answered

    from client_features_places as places
    inner join contacts_in_order
        on
            places.client_id = contacts_in_order.client_id
            and places.entry_day >= contacts_in_order.on_day
            and places.entry_day < contacts_in_order.next_day
            and places.last_day <= contacts_in_order.on_day

),

said as (

    select
        client_id,
        as_of_s,
        promises_due,
        promises_done,
        null as count_views,
        null as sum_views,
        null as latest_view,
        null as contact_answered

    from homework

    union all

    select
        client_id,
        as_of_s,
        null as promises_due,
        null as promises_done,
        count_views,
        sum_views,
        latest_view,
        null as contact_answered

    from pulses

    union all

    select
        client_id,
        as_of_s,
        null as promises_due,
        null as promises_done,
        null as count_views,
        null as sum_views,
        null as latest_view,
        contact_answered

    from contacts

),

together as (

    select
        client_id,
        as_of_s,
        coalesce(max(promises_due), 0) as promises_due,
        coalesce(max(promises_done), 0) as promises_done,
        coalesce(max(count_views), 0) as count_views,
        coalesce(max(sum_views), 0e0) as sum_views,
        max(latest_view) as latest_view,
        coalesce(max(contact_answered), 0e0) as contact_answered

    from said

    group by client_id, as_of_s

),

final as (

    select
        client_id,
        as_of_s,
        promises_due,
        promises_done,
        count_views,
        latest_view,
        -- Seven in ten are done as a rule, and two are taken to have been.
        (promises_done + 14e-1) / (promises_due + 2e0) - 7e-1 as homework_done,
        -- Four of five is the usual view, and one is taken to have been that.
        (sum_views - 4e0 * count_views) / (count_views + 1e0) as pulse_level,
        case
            when count_views > 1
                then greatest(
                    least(
                        latest_view
                        - (sum_views - latest_view) / (count_views - 1e0), 2e0
                    ), -2e0
                )
            else 0e0
        end as pulse_change,
        contact_answered

    from together

)

select * from final
