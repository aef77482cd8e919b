-- One row a slot: of each client asked for the last five that have begun, newest first.
with

wanted as (

    select unnest($client_ids) as client_id

),

begun as (

    select
        session_facts.client_id,
        session_facts.session_id,
        session_facts.start_s,
        session_facts.outcome,
        session_facts.is_excused

    from session_facts
    inner join wanted on session_facts.client_id = wanted.client_id

    where session_facts.start_s <= $as_of_s

),

slots as (

    select
        client_id,
        session_id,
        outcome,
        is_excused,
        row_number() over (
            partition by client_id
            order by start_s desc, session_id desc
        ) as slots_back

    from begun

),

final as (

    select
        client_id,
        session_id,
        outcome,
        is_excused,
        slots_back

    from slots

    where slots_back <= 5

)

select * from final
order by client_id, slots_back
