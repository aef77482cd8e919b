-- One row a client, week or service that was drawn for a test: its plan, its arm, and
-- the days that count. Rows stay under the id that the client had when they were drawn.
with

final as (

    select
        t.plan,
        a.arm,
        coalesce(w.client_id, a.client_id) as client_id,
        a.unit,
        greatest(t.start_day, a.drawn_day + 1) as from_day,
        coalesce(t.stop_day, 2147483647) as until_day
    from trial_assignments as a
    inner join trials as t on a.trial_id = t.trial_id
    left join client_aliases as w
        on a.client_id = w.filed_as and w.person_name is null

)

select * from final
order by from_day, client_id, unit
