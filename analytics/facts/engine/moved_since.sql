-- One row a move made since a moment and known by the as-of, by whoever is not known to
-- be the coach. booking_id is the booking that was moved: of one that kept its id, not
-- the slot it gave up.
with

moved as (

    select
        session_id,
        client_id,
        service,
        outcome_known_s as moved_s

    from sessions_s

    where
        outcome = 'rescheduled'
        and slot_known_s <= $as_of_s
        and outcome_known_s >= $since_s
        and outcome_known_s <= $as_of_s
        and coalesce(replaced_known_s <= $as_of_s, true)
        and ($client_id::varchar is null or client_id = $client_id)

),

final as (

    select
        moved.session_id,
        moved.client_id,
        moved.service,
        moved.moved_s,
        coalesce(moved_slots.session_id, moved.session_id) as booking_id,
        sessions_said.replaces

    from moved
    left join moved_slots
        on moved.session_id = moved_slots.slot_id
    left join sessions_said
        on
            coalesce(moved_slots.session_id, moved.session_id)
            = sessions_said.session_id

    where
        moved_slots.slot_id is not null
        or sessions_said.cancelled_by is distinct from 'coach'

)

select * from final
order by moved_s, session_id
