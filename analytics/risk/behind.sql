-- One row a session that a reason may rest on: of each client asked for the last five
-- that took place (came), those of the last five slots that are over or called off that
-- were missed, cancelled or moved (not_kept), and the next one that is booked (next).
with

wanted as (

    select unnest($client_ids) as client_id

),

theirs as (

    select
        session_facts.client_id,
        session_facts.session_id,
        session_facts.start_s,
        session_facts.start_s <= $as_of_s
        or session_facts.outcome <> 'scheduled' as is_settled,
        session_facts.is_attended,
        session_facts.outcome,
        session_facts.is_excused

    from session_facts
    inner join wanted on session_facts.client_id = wanted.client_id

),

numbered as (

    select
        client_id,
        session_id,
        start_s,
        is_settled,
        is_attended,
        outcome,
        is_excused,
        row_number() over (
            partition by client_id, is_settled
            order by start_s desc, session_id desc
        ) as slots_back,
        row_number() over (
            partition by client_id, is_attended
            order by start_s desc, session_id desc
        ) as attended_back,
        row_number() over (
            partition by client_id, outcome
            order by start_s asc, session_id asc
        ) as slots_ahead

    from theirs

),

final as (

    select
        client_id,
        'came' as kind,
        session_id,
        start_s
    from numbered
    where is_attended and attended_back <= 5

    union all

    select
        client_id,
        'not_kept' as kind,
        session_id,
        start_s
    from numbered
    where
        is_settled
        and slots_back <= 5
        and not is_excused
        and outcome in ('no_show', 'late_cancelled', 'cancelled', 'rescheduled')

    union all

    select
        client_id,
        'next' as kind,
        session_id,
        start_s
    from numbered
    where outcome = 'scheduled' and not is_settled and slots_ahead = 1

)

select
    client_id,
    kind,
    session_id
from final
order by client_id asc, kind asc, start_s desc, session_id desc
