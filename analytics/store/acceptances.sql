-- One row a client of those who are said to have accepted an agreement: whether there
-- is such a client, whether they accepted it before, when their first session starts.
with

asked as (

    select distinct unnest($client_ids::varchar[]) as client_id

),

firsts as (

    select
        client_id,
        min(starts_at) as first_starts_at
    from sessions
    semi join asked on sessions.client_id = asked.client_id
    group by client_id

),

accepted as (

    select distinct client_id
    from agreement_acceptances
    where agreement_id = $agreement_id and withdrawn_at is null

)

select
    asked.client_id,
    clients.client_id is not null as is_there,
    accepted.client_id is not null as is_accepted,
    firsts.first_starts_at
from asked
left join clients on asked.client_id = clients.client_id
left join firsts on asked.client_id = firsts.client_id
left join accepted on asked.client_id = accepted.client_id
