-- One row who called sessions off and with how much notice: how many sessions.
with

called_off as (

    select
        session_facts.outcome,
        case
            when
                session_facts.outcome = 'cancelled_by_coach'
                or sessions_said.cancelled_by = 'coach'
                then 'coach'
            when sessions_said.cancelled_by = 'client' then 'client'
            else 'not_known'
        end as who,
        (
            session_facts.start_s
            - epoch_us(sessions_said.cancelled_at) // 1000000
        ) / 3600e0 as notice_hours

    from session_facts
    inner join sessions_said
        on session_facts.session_id = sessions_said.session_id

    where
        session_facts.outcome in (
            'cancelled', 'late_cancelled', 'cancelled_by_coach'
        )
        and ($selected_coach is null or session_facts.coach = $selected_coach)
        and ($selected_service is null or session_facts.service = $selected_service)
        and (
            $selected_from_day is null
            or session_facts.start_day >= $selected_from_day
        )
        and (
            $selected_until_day is null
            or session_facts.start_day < $selected_until_day
        )
        and (
            $selected_clients is null
            or session_facts.client_id in (
                select unnest($selected_clients::varchar[])
            )
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
