-- One row a past session with a message in a log, or a tool's tick: what was sent for
-- it before it began, as one bundle. said are the log's own names, key the ways and the
-- whole hours before the session.
with

messages as (

    select
        r.session_id,
        s.start_s,
        lower(coalesce(r.channel, 'reminder')) as way,
        r.strategy,
        r.status,
        epoch_us(r.sent_at) // 1000000 as sent_s,
        -- A tick is set by the tool that sends, so it needs no time.
        list_contains($ticked, r.source) as is_tick
    from reminders as r
    inner join session_facts as s on r.session_id = s.session_id
    where s.start_s <= $as_of_s

),

judged as (

    select
        *,
        status = 'sent' and (is_tick or sent_s < start_s) as is_in_time,
        status = 'sent' and not is_tick and sent_s >= start_s as is_after,
        status = 'sent' and not is_tick and sent_s is null as is_untimed,
        (start_s - sent_s) / 3600e0 as lead_hours
    from messages

),

rounded as (

    select
        *,
        case
            when is_tick then way
            else way || ':' || greatest(round(lead_hours), 1)::integer
        end as step
    from judged

),

final as (

    select
        session_id,
        bool_and(is_tick) as is_tick,
        bool_or(is_in_time) as is_sent,
        bool_or(is_after) as is_after,
        bool_or(is_untimed) as is_untimed,
        bool_or(status in ('no_contact', 'opted_out')) as is_out_of_reach,
        -- That nothing was sent has to be said of every message.
        bool_and(status = 'not_sent') as is_none,
        coalesce(
            string_agg(distinct case when is_in_time then strategy end, chr(31)),
            ''
        ) as said,
        coalesce(
            string_agg(distinct case when is_in_time then step end, chr(31)), ''
        ) as key
    from rounded
    group by session_id

)

select * from final
