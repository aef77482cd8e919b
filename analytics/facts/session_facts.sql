-- One row a session whose slot was known by the as-of, with the outcome known then.
with

known as (

    select
        session_id,
        client_id,
        coach,
        service,
        start_s,
        start_day,
        start_hour,
        outcome,
        outcome_basis,
        is_excused,
        is_late_unknown,
        replaced_known_s,
        price_cents,
        is_home_currency,
        sessions_planned,
        outcome <> 'scheduled' and outcome_known_s <= $as_of_s as is_known

    from sessions_s

    where slot_known_s <= $as_of_s

),

final as (

    select
        session_id,
        client_id,
        coach,
        service,
        start_s,
        start_day,
        start_hour,
        case
            -- Nobody had seen the new slot yet: so far it was a cancellation.
            when is_known and outcome = 'rescheduled' and replaced_known_s > $as_of_s
                then 'cancelled'
            when is_known then outcome
            when start_s <= $as_of_s then 'unknown'
            else 'scheduled'
        end as outcome,
        case when is_known then outcome_basis else 'none' end as outcome_basis,
        -- The same as outcome = 'attended', in a form that engines filter fast.
        outcome = 'attended' and is_known as is_attended,
        -- Only a session that would count against the client can be excused.
        is_known
        and is_excused
        and outcome in ('no_show', 'late_cancelled') as is_excused,
        -- Cancelled, and nobody can tell whether in time.
        is_known and is_late_unknown and outcome = 'cancelled' as is_late_unknown,
        price_cents,
        is_home_currency,
        sessions_planned

    from known

)

select * from final
