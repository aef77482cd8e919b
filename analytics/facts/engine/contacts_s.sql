-- One row a contact of which somebody said whether it was answered.
with

final as (

    select
        entry_id,
        client_id,
        on_date - date '1970-01-01' as on_day,
        result = 'answered' as is_answered

    from follow_ups

    where
        withdrawn_at is null
        and result in ('answered', 'no_answer')

)

select * from final
