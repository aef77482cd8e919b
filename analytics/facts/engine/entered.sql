-- One row an entry by hand that was known on a day, oldest first; withdrawn ones never
-- were.
with

known as (

    select
        'ending' as kind,
        client_id,
        null as coach,
        on_date as from_date,
        until_date,
        standing as what,
        reason,
        entered_at,
        entry_id,
        null as about_id,
        null as wrote_last,
        to_whom,
        decided_by,
        may_return,
        terms,
        may_contact

    from endings

    where withdrawn_at is null and on_date <= $entry_day

    union all

    select
        'absence' as kind,
        client_id,
        coach,
        from_date,
        until_date,
        scope as what,
        why as reason,
        entered_at,
        entry_id,
        null as about_id,
        null as wrote_last,
        null as to_whom,
        null as decided_by,
        null as may_return,
        null as terms,
        null as may_contact

    from absences

    where withdrawn_at is null and from_date <= $entry_day

    union all

    -- An answer to a contact is no contact.
    select
        case when step = 'answer' then 'answer' else 'contact' end as kind,
        client_id,
        null as coach,
        on_date as from_date,
        next_date as until_date,
        step as what,
        result as reason,
        entered_at,
        entry_id,
        about_id,
        wrote_last,
        null as to_whom,
        null as decided_by,
        null as may_return,
        null as terms,
        null as may_contact

    from follow_ups

    where withdrawn_at is null and on_date <= $entry_day

    union all

    select
        'set_aside' as kind,
        client_id,
        null as coach,
        from_date,
        until_date,
        null as what,
        reason,
        entered_at,
        entry_id,
        null as about_id,
        null as wrote_last,
        null as to_whom,
        null as decided_by,
        null as may_return,
        null as terms,
        null as may_contact

    from set_asides

    where withdrawn_at is null and from_date <= $entry_day

),

final as (

    select
        kind,
        client_id,
        coach,
        from_date,
        until_date,
        what,
        reason,
        entry_id,
        about_id,
        wrote_last,
        to_whom,
        decided_by,
        may_return,
        terms,
        may_contact

    from known

    where $client_id::varchar is null or client_id = $client_id

    order by from_date, entered_at, entry_id

)

select * from final
