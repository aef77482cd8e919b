-- One row a booking whose start lies in a span of days and has passed, as known then.
with

final as (

    select
        session_facts.session_id,
        session_facts.client_id,
        session_facts.service,
        session_facts.start_day,
        session_facts.outcome,
        session_facts.outcome_basis,
        session_facts.is_excused,
        -- Empty where no file says when it was booked.
        case
            when sessions.booked_at is not null
                then (sessions_s.start_s - sessions_s.slot_known_s) / 3600e0
        end as lead_hours

    from session_facts
    inner join sessions_s on session_facts.session_id = sessions_s.session_id
    left join sessions on session_facts.session_id = sessions.session_id

    where
        session_facts.start_s <= $as_of_s
        and session_facts.start_day >= $first_day
        and session_facts.start_day < $until_day
        -- What the practice itself called off no reminder could have saved.
        and session_facts.outcome not in ('cancelled_by_coach', 'scheduled')

    order by session_facts.start_day, session_facts.session_id

)

select * from final
