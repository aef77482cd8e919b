-- One row a session ahead, as known at a moment, of somebody whose standing somebody
-- entered.
with

final as (

    select
        sessions.client_id,
        sessions.slot_known_at,
        sessions.starts_day

    from sessions
    inner join endings on sessions.client_id = endings.client_id

    where
        ($client_id::varchar is null or sessions.client_id = $client_id)
        and endings.withdrawn_at is null
        and endings.on_date <= $entry_day
        and sessions.starts_at > $as_of
        and sessions.slot_known_at <= $as_of
        and (
            sessions.outcome = 'scheduled'
            or sessions.outcome_known_at > $as_of
        )

)

select distinct * from final
