-- One row: whether anything is known of any session's reminder.
select
    exists (from strategy_spans where withdrawn_at is null)
    or exists (from reminder_taps where withdrawn_at is null)
    or exists (from reminders)
    or exists (from trials)
    or exists (from sessions where reminder_strategy is not null) as is_anything
