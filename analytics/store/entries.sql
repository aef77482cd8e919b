-- One row an entry made by hand about a client, oldest first.

with standings as (
    select
        entry_id,
        'endings' as kind,
        client_id,
        on_date as from_date,
        until_date,
        standing as what,
        reason,
        entered_at,
        withdrawn_at,
        null as about_id
    from endings
),

away as (
    select
        entry_id,
        'absences' as kind,
        client_id,
        from_date,
        until_date,
        'away' as what,
        why as reason,
        entered_at,
        withdrawn_at,
        null as about_id
    from absences
),

steps as (
    select
        entry_id,
        'follow_ups' as kind,
        client_id,
        on_date as from_date,
        next_date as until_date,
        step as what,
        coalesce(note, result) as reason,
        entered_at,
        withdrawn_at,
        replaces_id as about_id
    from follow_ups
),

no_concern as (
    select
        entry_id,
        'set_asides' as kind,
        client_id,
        from_date,
        until_date,
        'set_aside' as what,
        reason,
        entered_at,
        withdrawn_at,
        null as about_id
    from set_asides
),

said_of_sessions as (
    select
        entry_id,
        'confirmations' as kind,
        client_id,
        on_date as from_date,
        null as until_date,
        outcome as what,
        excused_reason as reason,
        entered_at,
        withdrawn_at,
        session_id as about_id
    from confirmations
),

views_of_sessions as (
    select
        entry_id,
        'pulses' as kind,
        client_id,
        on_date as from_date,
        null as until_date,
        'pulse' as what,
        nullif(
            concat_ws(', ', 'engaged ' || engaged, 'progress ' || goal_progress), ''
        ) as reason,
        entered_at,
        withdrawn_at,
        session_id as about_id
    from pulses
),

not_to_score as (
    select
        entry_id,
        'no_scoring' as kind,
        client_id,
        on_date as from_date,
        null as until_date,
        'no_scoring' as what,
        reason,
        entered_at,
        withdrawn_at,
        null as about_id
    from no_scoring
),

reminded as (
    select
        entry_id,
        'reminder_taps' as kind,
        client_id,
        on_date as from_date,
        null as until_date,
        strategy as what,
        null as reason,
        entered_at,
        withdrawn_at,
        session_id as about_id
    from reminder_taps
),

meant as (
    select
        entry_id,
        'planned_steps' as kind,
        client_id,
        on_date as from_date,
        due_date as until_date,
        step as what,
        why as reason,
        entered_at,
        withdrawn_at,
        null as about_id
    from planned_steps
),

said as (
    select
        entry_id,
        'remarks' as kind,
        client_id,
        on_date as from_date,
        null as until_date,
        kind as what,
        coalesce(note, why) as reason,
        entered_at,
        withdrawn_at,
        null as about_id
    from remarks
),

aims as (
    select
        entry_id,
        'goals' as kind,
        client_id,
        on_date as from_date,
        until_date,
        goal as what,
        why_it_matters as reason,
        entered_at,
        withdrawn_at,
        goal_id as about_id
    from goals
),

of_aims as (
    select
        entry_id,
        'goal_events' as kind,
        client_id,
        on_date as from_date,
        null as until_date,
        kind as what,
        note as reason,
        entered_at,
        withdrawn_at,
        goal_id as about_id
    from goal_events
),

promised as (
    select
        entry_id,
        'promises' as kind,
        client_id,
        on_date as from_date,
        due_date as until_date,
        action as what,
        needs as reason,
        entered_at,
        withdrawn_at,
        replaces_id as about_id
    from promises
),

of_promises as (
    select
        entry_id,
        'promise_results' as kind,
        client_id,
        on_date as from_date,
        null as until_date,
        result as what,
        null as reason,
        entered_at,
        withdrawn_at,
        action_id as about_id
    from promise_results
),

to_come as (
    select
        entry_id,
        'next_agreed' as kind,
        client_id,
        on_date as from_date,
        next_date as until_date,
        'next_agreed' as what,
        null as reason,
        entered_at,
        withdrawn_at,
        session_id as about_id
    from next_agreed
),

remembered as (
    select
        entry_id,
        'remember_lines' as kind,
        client_id,
        on_date as from_date,
        null as until_date,
        'remember' as what,
        line as reason,
        entered_at,
        withdrawn_at,
        null as about_id
    from remember_lines
),

agreed as (
    select
        entry_id,
        'agreements' as kind,
        client_id,
        on_date as from_date,
        review_date as until_date,
        'agreement' as what,
        coalesce(excused, coach_commits) as reason,
        entered_at,
        withdrawn_at,
        null as about_id
    from agreements
),

accepted as (
    select
        entry_id,
        'agreement_acceptances' as kind,
        client_id,
        on_date as from_date,
        null as until_date,
        'accepted' as what,
        null as reason,
        entered_at,
        withdrawn_at,
        agreement_id as about_id
    from agreement_acceptances
),

of_fees as (
    select
        entry_id,
        'fee_decisions' as kind,
        client_id,
        on_date as from_date,
        null as until_date,
        decision as what,
        reason,
        entered_at,
        withdrawn_at,
        session_id as about_id
    from fee_decisions
),

final as (
    select * from standings
    union all
    select * from away
    union all
    select * from steps
    union all
    select * from no_concern
    union all
    select * from said_of_sessions
    union all
    select * from views_of_sessions
    union all
    select * from not_to_score
    union all
    select * from reminded
    union all
    select * from meant
    union all
    select * from said
    union all
    select * from aims
    union all
    select * from of_aims
    union all
    select * from promised
    union all
    select * from of_promises
    union all
    select * from to_come
    union all
    select * from remembered
    union all
    select * from agreed
    union all
    select * from accepted
    union all
    select * from of_fees
)

select *
from final
where client_id = $client_id
order by entered_at, entry_id
