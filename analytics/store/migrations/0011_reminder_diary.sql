-- Which reminders are sent: what people say of it, since hardly any export does.

-- One row a strategy: a bundle of steps such as email:72h:plain, the earliest first.
-- That nothing is sent (none) has no row. Two rows never have the same steps.
create table strategies (
    strategy varchar not null,
    steps varchar[] not null,
    entered_at timestamp not null
);

-- One row an entry of the diary: the strategy that the scheduling tool sends to
-- everybody from a day on, of a service, of a coach, or (both empty) of all. An entry
-- for fewer sessions stands over one for more. until_date is the first day that it no
-- longer is in force.
create table strategy_spans (
    entry_id varchar not null,
    strategy varchar not null,
    service varchar,
    coach varchar,
    from_date date not null,
    until_date date,
    entered_at timestamp not null,
    withdrawn_at timestamp
);

-- One row a session for which somebody said that a reminder was sent. on_date is the
-- day of the sending; the row hangs on the session's id, so that undoing an import
-- parks it and importing again brings it back.
create table reminder_taps (
    entry_id varchar not null,
    session_id varchar not null,
    client_id varchar not null,
    strategy varchar not null,
    on_date date not null,
    entered_at timestamp not null,
    withdrawn_at timestamp
);
