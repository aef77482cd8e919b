-- One row a booking of the coming days, by start: of the practice or of one coach.
with

firsts as (

    select
        client_id,
        min(start_s) as first_s
    from session_facts
    where outcome in ('attended', 'scheduled', 'unknown')
    group by client_id

),

final as (

    select
        session_facts.session_id,
        session_facts.client_id,
        coalesce(clients.display_name, session_facts.client_id) as name,
        session_facts.coach,
        session_facts.service,
        session_facts.start_day,
        session_facts.start_s,
        session_facts.start_s <= firsts.first_s as is_first

    from session_facts
    inner join firsts on session_facts.client_id = firsts.client_id
    left join clients on session_facts.client_id = clients.client_id

    where
        session_facts.outcome = 'scheduled'
        and session_facts.start_s > $now_s
        and session_facts.start_day <= $until_day
        and ($coach is null or session_facts.coach = $coach)

    order by session_facts.start_s, session_facts.session_id

)

select * from final
