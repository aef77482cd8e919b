-- One row an agreement that was known on a day, oldest first; withdrawn ones never
-- were.
with

final as (

    select
        entry_id,
        client_id,
        service,
        on_date,
        notice_hours,
        no_show_fee_cents,
        late_fee_cents,
        currency,
        free_moves,
        moves_period,
        excused,
        cadence_days,
        review_date,
        coach_commits

    from agreements

    where withdrawn_at is null and on_date <= $entry_day

    order by on_date, entered_at, entry_id

)

select * from final
