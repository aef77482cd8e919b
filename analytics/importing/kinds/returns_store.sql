-- One row an entry that follows from what coaches sent back, in confirmations and
-- follow_ups: what the newest file says of a session or a contact, known from the day
-- of the first file that said so.
create or replace temp table returned as
with

newest as (

    select *
    from return_versions
    qualify
        row_number() over (
            partition by return_key
            order by
                exported_at desc,
                is_answered desc nulls last,
                outcome asc nulls last,
                contacted_on desc nulls last,
                import_id desc
        ) = 1

),

first_said as (

    select
        n.return_key,
        n.session_id,
        n.outcome,
        n.contacted_on,
        n.is_answered,
        coalesce(s.client_id, a.client_id, n.client_id) as client_id,
        (
            select min(v.exported_at) from return_versions as v
            where v.return_key = n.return_key and v.outcome = n.outcome
        ) as outcome_at,
        (
            select min(v.exported_at) from return_versions as v
            where
                v.return_key = n.return_key and v.contacted_on = n.contacted_on
        ) as contact_at,
        (
            select min(v.exported_at) from return_versions as v
            where
                v.return_key = n.return_key
                and v.contacted_on = n.contacted_on
                and v.is_answered = n.is_answered
        ) as answer_at
    from newest as n
    left join sessions as s on n.session_id = s.session_id
    left join client_aliases as a
        on
            n.client_id = a.filed_as
            and a.person_name is null

),

outcomes as (

    select
        'r-' || left(md5(concat_ws('|', 'o', return_key, outcome)), 12)
            as entry_id,
        'outcome' as what,
        client_id,
        session_id,
        outcome as said,
        to_practice_time(outcome_at)::date as on_date,
        outcome_at as entered_at
    from first_said
    where outcome is not null

),

contacts as (

    select
        'r-' || left(md5(concat_ws('|', 'c', client_id, contacted_on)), 12)
            as entry_id,
        'contact' as what,
        client_id,
        null as session_id,
        null as said,
        contacted_on as on_date,
        min(contact_at) as entered_at
    from first_said
    where contacted_on is not null
    group by client_id, contacted_on

),

answers as (

    select
        'r-' || left(
            md5(concat_ws('|', 'a', client_id, contacted_on, is_answered)), 12
        ) as entry_id,
        'answer' as what,
        client_id,
        null as session_id,
        case when is_answered then 'answered' else 'no_answer' end as said,
        greatest(contacted_on, to_practice_time(min(answer_at))::date)
            as on_date,
        min(answer_at) as entered_at
    from first_said
    where is_answered is not null
    group by client_id, contacted_on, is_answered

),

everything as (

    select * from outcomes
    union all
    select * from contacts
    union all
    select * from answers

),

taken_back as (

    select
        entry_id,
        withdrawn_at
    from confirmations
    union all
    select
        entry_id,
        withdrawn_at
    from follow_ups

)

select
    e.*,
    t.withdrawn_at
from everything as e
left join taken_back as t on e.entry_id = t.entry_id;

delete from confirmations where entry_id like 'r-%';

delete from follow_ups where entry_id like 'r-%';

insert into confirmations by name
select
    entry_id,
    session_id,
    client_id,
    said as outcome,
    false as is_excused,
    null as excused_reason,
    on_date,
    entered_at,
    withdrawn_at
from returned
where what = 'outcome';

insert into follow_ups by name
select
    entry_id,
    client_id,
    case when what = 'contact' then 'say_hello' else 'answer' end as step,
    null as channel,
    on_date,
    said as result,
    null as next_date,
    entered_at,
    withdrawn_at
from returned
where what in ('contact', 'answer');
