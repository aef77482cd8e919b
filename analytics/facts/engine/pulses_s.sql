-- One row a coach's view after a session, 1 to 5: the mean of what was given, engaged
-- and progress. Withdrawn ones never were; those of a session that no file shows wait.
with

final as (

    select
        pulses.entry_id,
        pulses.client_id,
        pulses.on_date - date '1970-01-01' as on_day,
        epoch_us(pulses.entered_at) as entered_us,
        (
            coalesce(pulses.engaged, pulses.goal_progress)
            + coalesce(pulses.goal_progress, pulses.engaged)
        ) / 2e0 as view_of_five

    from pulses
    inner join sessions on pulses.session_id = sessions.session_id

    where
        pulses.withdrawn_at is null
        and (pulses.engaged is not null or pulses.goal_progress is not null)

)

select * from final
