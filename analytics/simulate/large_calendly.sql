-- One row a booking of a large Calendly export, three question pairs wide.
with

asked as (
    select
        range as booking,
        greatest(least(20000, ceil($rows / 25e0)), $rows // 50)::bigint as clients
    from range($rows)
),

numbered as (
    select
        booking,
        booking % clients as client,
        booking // clients as turn
    from asked
),

drawn as (
    select
        booking,
        client,
        turn,
        (hash(client, $seed, 1) // 2)::bigint as of_client,
        (hash(booking, $seed, 2) // 2)::bigint as of_booking,
        (hash(booking, $seed, 3) // 2)::bigint as of_outcome,
        turn = 0 as is_intro
    from numbered
),

dated as (
    select
        *,
        1 + client % 12 as coach,
        list_extract($given, 1 + of_client % len($given)) as given_name,
        list_extract($family, 1 + of_client // 64 % len($family)) as family_name,
        list_extract($plain_given, 1 + of_client % len($given)) as plain_given,
        -- A Monday, the client's weekday, their first week, their rhythm.
        date '2022-11-07'
        + (of_client % 5)::integer
        + 7 * (of_client // 8 % 8)::integer
        + list_extract([7, 7, 14, 14, 21, 28], 1 + of_client // 512 % 6)
        * turn::integer as starts_on,
        (8 + of_client // 4096 % 11)::integer as start_hour,
        (1 + of_booking % 40)::integer as booked_days_before,
        (6 * 60 + of_booking // 64 % 960)::integer as booked_minute,
        of_outcome % 7 = 0 as is_canceled
    from drawn
),

timed as (
    select
        *,
        starts_on + to_hours(start_hour) as starts_at,
        starts_on
        + to_hours(start_hour)
        + to_minutes(if(is_intro, 30, 60)) as ends_at,
        starts_on
        - to_days(booked_days_before)
        + to_minutes(booked_minute) as booked_at,
        case when not is_intro and of_booking % 5 < 3 then 'Phone number' end
            as question_1,
        case when of_booking // 32 % 3 = 0 then 'What should we look at?' end
            as question_2,
        case when is_intro then 'How did you hear about us?' end as question_3,
        format('+1 202-555-01{:02d}', of_client // 16 % 100) as phone
    from dated
    order by booked_at, booking
),

final as (
    select
        given_name as invitee_first_name,
        family_name as invitee_last_name,
        question_1,
        question_2,
        question_3,
        given_name || ' ' || family_name as invitee_name,
        format('Coach {:02d}', coach) as user_name,
        format('coach{:02d}@example.org', coach) as user_email,
        format('{}.{:06d}@example.com', plain_given, client) as invitee_email,
        list_extract(
            [
                'Central European Time',
                'Eastern Time - US & Canada',
                'Arizona, Yukon Time'
            ],
            1 + of_client // 128 % 3
        ) as invitee_time_zone,
        case
            when of_client // 256 % 2 = 0 then phone
        end as text_reminder_number,
        case
            when is_intro then 'Discovery call'
            when of_client % 3 = 0 then 'Career compass programme'
            else 'Coaching session'
        end as event_type_name,
        lower(strftime(starts_at, '%Y-%m-%d %I:%M %p')) as start_date_time,
        lower(strftime(ends_at, '%Y-%m-%d %I:%M %p')) as end_date_time,
        lower(strftime(booked_at, '%Y-%m-%d %I:%M %p'))
            as event_created_date_time,
        case of_client // 1024 % 4
            when 0
                then concat_ws(
                    chr(10), 'Sample Coaching', '1 Sample Lane', '8000 Sampleton '
                )
            when 1 then format('''{}', phone)
            when 2 then format('Zoom URL: https://meet.example.org/j/{}', client)
        end as place,
        if(is_canceled, 'true', 'false') as canceled,
        case
            when not is_canceled then null
            when of_outcome // 7 % 10 < 7 then 'Invitee'
            else 'Host'
        end as canceled_by,
        case
            when not is_canceled then null
            when of_outcome // 128 % 4 = 0 then 'Schedule conflict ✅ '
            when of_outcome // 128 % 4 = 1 then 'Feeling unwell 🤒'
            when of_outcome // 128 % 4 = 2 then 'Not my "plan A".' || chr(10) || 'Sorry'
        end as cancellation_reason,
        case when question_1 is not null then phone end as response_1,
        case
            when question_2 is not null then 'A talk with my lead, and what came of it'
        end as response_2,
        case when question_3 is not null then 'A friend' end as response_3,
        case when not is_intro then '140.00' end as event_price,
        case when not is_intro then 'CHF' end as payment_currency,
        if(not is_canceled and of_outcome // 7 % 33 = 0, 'Yes', 'No')
            as marked_as_no_show,
        md5(format('event {} {}', $seed, booking))::uuid as event_uuid,
        md5(format('invitee {} {}', $seed, booking))::uuid as invitee_uuid,
        case
            when of_booking // 512 % 10 = 0 then format('Coach {:02d}', coach)
        end as invitee_scheduled_by
    from timed
)

select * from final
