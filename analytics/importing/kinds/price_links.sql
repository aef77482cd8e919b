-- Which session a line of an invoice or a sale is for: its own id decides, else the
-- client and the start, else the client, the day and the service, else the client
-- and the day. Reads `resolved` and `found_people`.
create or replace temp table newest_prices as
select
    p.price_key,
    p.session_id,
    f.client_id,
    p.starts_at,
    coalesce(to_practice_time(p.starts_at)::date, p.on_date)
    - date '1970-01-01' as on_day,
    lower(p.service) as service,
    p.amount_cents,
    p.currency
from newest_price_versions as p
left join found_people as f on p.person_id = f.person_id;

create or replace temp table price_links as
with

by_id as (

    select
        p.price_key,
        p.session_id
    from newest_prices as p
    semi join resolved as r on p.session_id = r.session_id

),

-- An id that no file has shown yet may never come: until then the day serves.
lines as (

    select p.*
    from newest_prices as p
    anti join session_versions as v on p.session_id = v.session_id
    where p.client_id is not null

),

by_start as (

    select
        l.price_key,
        min(r.session_id) as session_id
    from lines as l
    inner join resolved as r
        on l.client_id = r.client_id and l.starts_at = r.starts_at
    group by l.price_key

),

-- By the day alone no price goes to a slot that was given up.
sessions_left as (

    select
        r.session_id,
        r.client_id,
        r.starts_day as on_day,
        lower(r.service) as service,
        r.starts_at
    from resolved as r
    anti join by_id as i on r.session_id = i.session_id
    anti join by_start as s on r.session_id = s.session_id
    where r.outcome not in ('cancelled', 'cancelled_by_coach', 'rescheduled')

),

lines_left as (

    select l.*
    from lines as l
    anti join by_start as s on l.price_key = s.price_key

),

sessions_of_service as (

    select
        *,
        row_number() over (
            partition by client_id, on_day, service order by starts_at, session_id
        ) as place,
        count(*) over (partition by client_id, on_day, service) as places
    from sessions_left

),

lines_of_service as (

    select
        *,
        row_number() over (
            partition by client_id, on_day, service order by price_key
        ) as place
    from lines_left

),

-- The first line goes to the first session of the day, the second to the second;
-- several lines for one session (a client's share and an insurer's) add up.
by_service as (

    select
        l.price_key,
        s.session_id
    from lines_of_service as l
    inner join sessions_of_service as s
        on
            l.client_id = s.client_id
            and l.on_day = s.on_day
            and l.service = s.service
            and least(l.place, s.places) = s.place

),

sessions_of_day as (

    select
        s.session_id,
        s.client_id,
        s.on_day,
        row_number() over (
            partition by s.client_id, s.on_day order by s.starts_at, s.session_id
        ) as place,
        count(*) over (partition by s.client_id, s.on_day) as places
    from sessions_left as s
    anti join by_service as b on s.session_id = b.session_id

),

lines_of_day as (

    select
        l.*,
        row_number() over (
            partition by l.client_id, l.on_day order by l.price_key
        ) as place
    from lines_left as l
    anti join by_service as b on l.price_key = b.price_key

),

by_day as (

    select
        l.price_key,
        s.session_id
    from lines_of_day as l
    inner join sessions_of_day as s
        on
            l.client_id = s.client_id
            and l.on_day = s.on_day
            and least(l.place, s.places) = s.place

)

select * from by_id
union all
select * from by_start
union all
select * from by_service
union all
select * from by_day;
