-- One row a contact of which somebody said whether it was answered, or what came of it
-- that only the client can have said.
with

final as (

    select
        entry_id,
        client_id,
        on_date - date '1970-01-01' as on_day,
        epoch_us(entered_at) as entered_us,
        result <> 'no_answer' as is_answered

    from follow_ups

    where
        withdrawn_at is null
        and result in (
            'answered',
            'no_answer',
            'booked',
            'paused',
            'wants_to_stop',
            'agreed',
            'new_goal'
        )
        -- What came of a contact goes with it.
        and (
            about_id is null
            or about_id in (
                select named.entry_id from follow_ups as named
                where named.withdrawn_at is null
            )
        )

)

select * from final
