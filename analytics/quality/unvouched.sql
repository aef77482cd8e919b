-- One row a session that has begun and for which nobody has vouched: unknown, or only
-- presumed to have been attended. Unknown ones first, then the newest. Those in
-- $sessions, or all from $from_day on where that is null; of each month at most
-- $of_each of a kind. Of one coach, or of all where $coach is null.
with

unvouched as (

    select
        session_facts.session_id,
        session_facts.client_id,
        session_facts.coach,
        session_facts.service,
        session_facts.start_s,
        session_facts.start_day,
        session_facts.outcome as taken_for

    from session_facts
    anti join sessions_confirmed
        on session_facts.session_id = sessions_confirmed.session_id

    where
        session_facts.start_s <= $as_of_s
        and (
            session_facts.outcome = 'unknown'
            or (
                session_facts.is_attended
                and session_facts.outcome_basis = 'presumed'
            )
        )
        and (
            list_contains($sessions::varchar[], session_facts.session_id)
            or ($sessions is null and session_facts.start_day >= $from_day)
        )
        and ($with_presumed or session_facts.outcome = 'unknown')
        and ($coach is null or session_facts.coach = $coach)

    qualify
        row_number() over (
            partition by
                session_facts.outcome,
                date_trunc('month', date '1970-01-01' + session_facts.start_day)
            order by session_facts.start_s desc, session_facts.session_id asc
        ) <= $of_each

),

final as (

    select
        unvouched.session_id,
        unvouched.client_id,
        coalesce(clients.display_name, unvouched.client_id) as name,
        unvouched.coach,
        unvouched.service,
        make_timestamp(unvouched.start_s * 1000000) as starts_at,
        unvouched.start_day,
        unvouched.taken_for

    from unvouched
    left join clients on unvouched.client_id = clients.client_id

    order by
        unvouched.taken_for desc, unvouched.start_s desc, unvouched.session_id asc
)

select * from final
