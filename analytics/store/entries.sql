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
        withdrawn_at
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
        withdrawn_at
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
        result as reason,
        entered_at,
        withdrawn_at
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
        withdrawn_at
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
        withdrawn_at
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
        null as reason,
        entered_at,
        withdrawn_at
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
        withdrawn_at
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
        withdrawn_at
    from reminder_taps
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
)

select *
from final
where client_id = $client_id
order by entered_at, entry_id
