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
        date_trunc('month', date '1970-01-01' + sessions_selected.start_day)::date
            as month,
        sessions_selected.outcome,
        sessions_selected.outcome_basis,
        sessions_selected.is_attended,
        sessions_selected.is_excused,
        sessions_selected.price_cents,
        case
            when sessions_selected.price_cents is not null
                then coalesce(foreign_money.currency, $home_currency, '')
        end as currency

    from sessions_selected
    left join foreign_money
        on sessions_selected.session_id = foreign_money.session_id

    where
        sessions_selected.outcome <> 'scheduled'

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
