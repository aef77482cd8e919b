-- One row a client who missed or cancelled late: where that cut the run of attended
-- sessions. Whoever has no row here has one run, of all sessions attended.
with

counted as (

    select
        client_id,
        is_attended,
        -- Of two sessions at one time the attended one counts first. One number is
        -- sorted nearly twice as fast as two columns.
        row_number() over (
            partition by client_id
            order by 2 * start_s + case when is_attended then 0 else 1 end
        ) as nth

    from session_facts

    where
        is_attended
        or (outcome in ('no_show', 'late_cancelled') and not is_excused)

),

-- Everything between two breaks was attended.
runs as (

    select
        client_id,
        nth,
        nth - 1 - lag(nth, 1, 0) over (
            partition by client_id
            order by nth
        ) as run_length

    from counted

    where not is_attended

),

final as (

    select
        client_id,
        count(*) as count_breaks,
        max(nth) as last_break,
        max(run_length) as longest_run

    from runs

    group by client_id

)

select * from final
