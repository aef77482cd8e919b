-- One row who called sessions off and with how much notice: how many sessions.
with

called_off as (

    select
        sessions_selected.outcome,
        case
            when
                sessions_selected.outcome = 'cancelled_by_coach'
                or sessions_said.cancelled_by = 'coach'
                then 'coach'
            when sessions_said.cancelled_by = 'client' then 'client'
            else 'not_known'
        end as who,
        (
            sessions_selected.start_s
            - epoch_us(sessions_said.cancelled_at) // 1000000
        ) / 3600e0 as notice_hours

    from sessions_selected
    inner join sessions_said
        on sessions_selected.session_id = sessions_said.session_id

    where
        sessions_selected.outcome in (
            'cancelled', 'late_cancelled', 'cancelled_by_coach'
        )

),

final as (

    select
        who,
        case
            when notice_hours is null and outcome = 'late_cancelled' then -2
            when notice_hours is null then null
            when notice_hours < 0 then -1
            when notice_hours < 2 then 0
            when notice_hours < 12 then 2
            when notice_hours < 24 then 12
            when notice_hours < 48 then 24
            when notice_hours < 168 then 48
            else 168
        end as notice_from_hours,
        count(*) as sessions,
        count(*) filter (where outcome = 'late_cancelled') as late

    from called_off

    group by all

)

select * from final
order by who, notice_from_hours nulls last
