-- One row a booking still ahead, by start: of the practice or of one coach. Who asked
-- not to be scored is left out.
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
        and session_facts.client_id not in (
            select no_scoring.client_id
            from no_scoring
            where
                no_scoring.withdrawn_at is null
                and no_scoring.on_date <= $entry_day
        )
        and ($coach is null or session_facts.coach = $coach)

    order by session_facts.start_s, session_facts.session_id

)

select * from final
