-- What a person says became of a session. Rows hang on the session's id, so that
-- undoing an import parks them and importing again brings them back; the client's id
-- stands beside it so that a client who is forgotten takes them along. Taking an
-- entry back sets withdrawn_at.

-- One row an outcome that somebody said.
create table confirmations (
    entry_id varchar not null,
    session_id varchar not null,
    client_id varchar not null,
    outcome varchar not null,
    is_excused boolean not null,
    excused_reason varchar,
    on_date date not null,
    entered_at timestamp not null,
    withdrawn_at timestamp
);

-- One row a time that a coach was asked for a view of a session; engaged and
-- goal_progress (1 to 5) are empty until answered, which nobody has to do.
create table pulses (
    entry_id varchar not null,
    session_id varchar not null,
    client_id varchar not null,
    on_date date not null,
    engaged integer,
    goal_progress integer,
    entered_at timestamp not null,
    withdrawn_at timestamp
);
