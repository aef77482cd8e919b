-- One row an answer in force about who is who or what took whose place, newest first.
with

-- What the files call an id, whoever it stands for now.
called as (

    select
        coalesce(filed_as, client_id) as id,
        max_by(display_name, (exported_at, latest_starts_at, display_name)) as name
    from client_versions
    group by all

),

spelt as (

    select
        coalesce(filed_as, client_id) as id,
        lower(display_name) as name_key,
        max(display_name) as name
    from client_versions
    group by all

),

of_people as (

    select
        a.entry_id,
        case
            when a.person_name is null and a.is_same then 'same'
            when a.person_name is null then 'apart'
            when a.is_same then 'together'
            else 'split'
        end as what,
        coalesce(f.name, a.first_id) as name,
        coalesce(p.name, a.person_name, s.name, a.second_id) as other,
        null::timestamp as first_at,
        null::timestamp as second_at,
        a.entered_at
    from same_person as a
    left join called as f on a.first_id = f.id
    left join called as s on a.second_id = s.id
    left join spelt as p on a.first_id = p.id and a.person_name = p.name_key
    where a.withdrawn_at is null

),

of_links as (

    select
        a.entry_id,
        case when a.is_linked then 'joined' else 'cut' end as what,
        coalesce(c.display_name, a.client_id) as name,
        null as other,
        coalesce(o.starts_at, m.starts_at) as first_at,
        n.starts_at as second_at,
        a.entered_at
    from session_links as a
    left join clients as c on a.client_id = c.client_id
    left join sessions as o on a.replaces = o.session_id
    left join moved_slots as m on a.replaces = m.slot_id
    left join sessions as n on a.session_id = n.session_id
    where a.withdrawn_at is null

),

of_bookings as (

    select
        a.entry_id,
        'still_on' as what,
        coalesce(c.display_name, a.client_id) as name,
        null as other,
        s.starts_at as first_at,
        null::timestamp as second_at,
        a.entered_at
    from still_booked as a
    left join clients as c on a.client_id = c.client_id
    left join sessions as s on a.session_id = s.session_id
    where a.withdrawn_at is null

),

-- What was said of bookings that a newer export leaves out.
of_missing as (

    select
        a.entry_id,
        'confirmed' as what,
        coalesce(c.display_name, a.client_id) as name,
        a.outcome as other,
        s.starts_at as first_at,
        null::timestamp as second_at,
        a.entered_at
    from confirmations as a
    inner join sessions as s on a.session_id = s.session_id
    left join clients as c on a.client_id = c.client_id
    where a.withdrawn_at is null and s.vanished_known_at is not null

),

final as (

    select * from of_people
    union all
    select * from of_links
    union all
    select * from of_bookings
    union all
    select * from of_missing

)

select * from final
order by entered_at desc, entry_id asc
