-- One row a local month and currency: what the sessions that began in it were priced
-- at, in cents, by what became of them. Sessions without a price stand in a row without
-- a currency.
with

-- Hardly any, as a rule: joining every session would take long.
foreign_money as (

    select
        session_id,
        currency

    from sessions

    where currency <> $home_currency

),

priced as (

    select
        date_trunc('month', date '1970-01-01' + session_facts.start_day)::date
            as month,
        session_facts.outcome,
        session_facts.outcome_basis,
        session_facts.is_attended,
        session_facts.is_excused,
        session_facts.price_cents,
        case
            when session_facts.price_cents is not null
                then coalesce(foreign_money.currency, $home_currency, '')
        end as currency

    from session_facts
    left join foreign_money
        on session_facts.session_id = foreign_money.session_id

    where
        session_facts.outcome <> 'scheduled'
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
        month,
        currency,
        count(*) as sessions,
        count(*) filter (
            where
            outcome in ('attended', 'no_show', 'late_cancelled')
            and not is_excused
        ) as counted,
        coalesce(sum(price_cents) filter (where is_attended), 0)::bigint
            as kept_cents,
        coalesce(
            sum(price_cents) filter (
                where is_attended and outcome_basis = 'presumed'
            ),
            0
        )::bigint as presumed_cents,
        coalesce(
            sum(price_cents) filter (where outcome = 'no_show' and not is_excused),
            0
        )::bigint as missed_cents,
        coalesce(
            sum(price_cents) filter (
                where outcome = 'late_cancelled' and not is_excused
            ),
            0
        )::bigint as late_cents,
        coalesce(sum(price_cents) filter (where is_excused), 0)::bigint
            as excused_cents,
        coalesce(
            sum(price_cents) filter (
                where outcome in ('cancelled', 'cancelled_by_coach')
            ),
            0
        )::bigint as called_off_cents,
        coalesce(sum(price_cents) filter (where outcome = 'rescheduled'), 0)::bigint
            as moved_cents,
        coalesce(sum(price_cents) filter (where outcome = 'unknown'), 0)::bigint
            as unknown_cents

    from priced

    group by month, currency

)

select * from final
order by currency nulls last, month
