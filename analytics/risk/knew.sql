-- One row: a number for each kind of thing that a run reads, which changes with it.
select
    (
        select
            bit_xor(hash(
                session_id, client_id, coach, service, starts_at, starts_day,
                starts_hour, slot_known_at, outcome, outcome_basis, is_excused,
                outcome_known_at, replaced_known_at, is_late_unknown, package_sessions
            ))
        from sessions
    ) as of_sessions,
    (
        select
            bit_xor(hash(
                slot_id, client_id, coach, service, starts_at, starts_day, starts_hour,
                slot_known_at, moved_known_at, is_cut
            ))
        from moved_slots
    ) as of_moved_slots,
    (
        select bit_xor(hash(import_id, exported_at))
        from imports
        where undone_at is null
    ) as of_imports,
    (select bit_xor(hash(service, kind, sessions_planned)) from services)
        as of_services,
    (
        select bit_xor(hash(client_id, owner, due_date, done_at, is_done, known_at))
        from actions
    ) as of_promises,
    (
        select bit_xor(hash(entry_id, session_id, outcome, is_excused, on_date))
        from confirmations
        where withdrawn_at is null and on_date <= $entry_day
    ) as of_outcomes_said,
    (
        select bit_xor(hash(entry_id, client_id, standing, on_date, until_date))
        from endings
        where withdrawn_at is null and on_date <= $entry_day
    ) as of_endings,
    (
        select bit_xor(hash(entry_id, client_id, coach, from_date, until_date))
        from absences
        where withdrawn_at is null and from_date <= $entry_day
    ) as of_absences,
    -- A contact alone changes no score; whether it was answered may.
    (
        select bit_xor(hash(entry_id, client_id, result, on_date))
        from follow_ups
        where
            withdrawn_at is null
            and result is not null
            and on_date <= $entry_day
            and (
                about_id is null
                or about_id in (
                    select named.entry_id from follow_ups as named
                    where named.withdrawn_at is null
                )
            )
    ) as of_answers,
    (
        select bit_xor(hash(entry_id, session_id, engaged, goal_progress, on_date))
        from pulses
        where
            withdrawn_at is null
            and coalesce(engaged, goal_progress) is not null
            and on_date <= $entry_day
    ) as of_pulses,
    (
        select bit_xor(hash(entry_id, client_id, on_date))
        from no_scoring
        where withdrawn_at is null and on_date <= $entry_day
    ) as of_no_scoring,
    (
        select bit_xor(hash(key, value))
        from settings
        where key in ('timezone', 'week_start', 'capacity', 'country', 'region')
    ) as of_settings
