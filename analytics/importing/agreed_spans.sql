-- One row a span of days in which an agreement holds for what is booked in it: a
-- client's, a service's or everybody's (whose: client, service, all). A newer one ends
-- the one before. hours is the notice below which a cancellation is late.
with

latest_of_day as (

    select
        client_id,
        service,
        on_date,
        notice_hours
    from agreements
    where withdrawn_at is null
    qualify
        row_number() over (
            partition by client_id, service, on_date
            order by entered_at desc, entry_id desc
        ) = 1

)

select
    case
        when client_id is not null then 'client'
        when service is not null then 'service'
        else 'all'
    end as whose,
    client_id,
    service,
    on_date as from_day,
    coalesce(
        lead(on_date) over (
            partition by client_id, service
            order by on_date
        ),
        date '9999-12-31'
    ) as until_day,
    coalesce(notice_hours, $notice_hours) as hours
from latest_of_day
