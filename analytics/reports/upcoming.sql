-- One row a booking still ahead, by start: of the practice or of one coach.
with

final as (

    select
        session_facts.session_id,
        session_facts.client_id,
        coalesce(clients.display_name, session_facts.client_id) as name,
        session_facts.coach,
        session_facts.start_s

    from session_facts
    left join clients on session_facts.client_id = clients.client_id

    where
        session_facts.outcome = 'scheduled'
        and session_facts.start_s > $now_s
        and ($coach is null or session_facts.coach = $coach)

    order by session_facts.start_s, session_facts.session_id

)

select * from final
