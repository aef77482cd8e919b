-- One row a session of the log, with what a person said of it in place of what the
-- files say. The one place where the two meet.
with

-- Nobody can say of a session that is still ahead who came: a word about a slot that
-- was moved away afterwards is not one about the new slot. (A day of grace, since
-- correcting a zone shifts a start by hours.)
joined as (

    select
        sessions.*,
        words.is_excused as is_said_excused,
        words.excused_reason as said_reason,
        case
            when
                words.outcome not in ('attended', 'no_show', 'unknown')
                or sessions.starts_at < words.entered_at + interval 1 day
                then words.outcome
        end as said

    from sessions
    left join sessions_confirmed as words
        on sessions.session_id = words.session_id

),

final as (

    select
        * exclude (said, is_said_excused, said_reason) replace (
            coalesce(said, outcome) as outcome,
            case
                when said is null then outcome_basis
                when said = 'unknown' then 'none'
                else 'confirmed'
            end as outcome_basis,
            case
                when said is null then is_excused else is_said_excused
            end as is_excused,
            case
                when said is null then excused_reason else said_reason
            end as excused_reason,
            case
                when said is null then outcome_known_at
                when said in ('attended', 'no_show', 'unknown') then starts_at
                -- The entry's own day has decided already whether it was known.
                else slot_known_at
            end as outcome_known_at,
            case
                when said in ('attended', 'no_show', 'unknown') then null
                else cancelled_at
            end as cancelled_at,
            case
                when said in ('attended', 'no_show', 'unknown') then null
                when said = 'cancelled_by_coach' then 'coach'
                when said in ('cancelled', 'late_cancelled') then 'client'
                else cancelled_by
            end as cancelled_by
        )

    from joined

)

select * from final
