-- One row a client of whom, or to whom, promises were not kept by their day: what the
-- coach owes, and how many sessions running the client's were left undone.
with

promised as (

    select
        client_id,
        owner,
        action,
        coalesce(given_day, given_at::date, due_date) as session_day,
        due_date,
        result

    from promises_known

    where result is distinct from 'dropped'

),

owed as (

    select
        client_id,
        min(due_date) as owed_since,
        count(*) as owed,
        arg_min(coalesce(action, ''), (due_date, action)) as what

    from promised

    where owner = 'coach' and result is null and due_date < $entry_day

    group by client_id

),

-- The client's promises of one day are those of one session.
sessions as (

    select
        client_id,
        session_day,
        bool_and(coalesce(result = 'done', false)) as is_done,
        coalesce(
            bool_or(result is null and due_date >= $entry_day), false
        ) as has_days_left,
        bool_or(result is null and due_date is null) as has_open_end,
        max(coalesce(due_date, session_day)) as due_day,
        row_number() over (
            partition by client_id
            order by session_day desc
        ) as sessions_back

    from promised

    where
        owner = 'client'
        -- What is half a year old says nothing of how things are.
        and session_day > $entry_day - 182

    group by client_id, session_day

),

-- A session counts once its promises are done or their days are over; one for no
-- certain day is for the next session in which something is promised.
numbered as (

    select
        client_id,
        is_done,
        due_day,
        row_number() over (
            partition by client_id
            order by session_day desc
        ) as place

    from sessions

    where
        is_done
        or not (has_days_left or (has_open_end and sessions_back = 1))

),

runs as (

    select
        client_id,
        coalesce(min(place) filter (where is_done) - 1, count(*)) as undone_in_a_row,
        max(due_day) filter (where place = 1) as undone_day

    from numbered

    group by client_id

),

final as (

    select
        coalesce(owed.client_id, runs.client_id) as client_id,
        owed.owed_since,
        coalesce(owed.owed, 0) as owed,
        coalesce(runs.undone_in_a_row, 0) as undone_in_a_row,
        runs.undone_day,
        coalesce(owed.what, '') as what

    from owed
    full join runs on owed.client_id = runs.client_id

    where
        (owed.owed is not null or runs.undone_in_a_row >= 3)
        and (
            $client_ids is null
            or list_contains($client_ids, coalesce(owed.client_id, runs.client_id))
        )

)

select * from final
