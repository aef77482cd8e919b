-- Who was in which session, by the reports of a meeting tool: what a person said of
-- it, and what follows from all reports and all sessions together.

-- One row an answer about a stay in a meeting: whether it was this session's client.
-- It hangs on natural keys (the session's id, the meeting, the name as the report has
-- it), so that undoing an import parks it and importing again brings it back.
create table visit_matches (
    entry_id varchar not null,
    session_id varchar not null,
    client_id varchar not null,
    meeting_key varchar not null,
    person_id varchar not null,
    decision varchar not null,
    on_date date not null,
    entered_at timestamp not null,
    withdrawn_at timestamp
);

-- One row a person of a meeting and a session that they took part in.
create table visit_sessions (
    meeting_key varchar not null,
    person_id varchar not null,
    session_id varchar not null,
    client_id varchar not null,
    matched_by varchar not null
);

-- One row a session of which a report shows what became of it.
create table attendance_evidence (
    session_id varchar not null,
    client_id varchar not null,
    meeting_key varchar not null,
    outcome varchar not null,
    minutes integer,
    minutes_late integer,
    minutes_early_leave integer,
    matched_by varchar not null,
    known_at timestamp not null,
    is_used boolean not null
);

-- One row a question that only a person can answer: whether somebody of a meeting was
-- this session's client, or whether the report or the file is right.
create table visit_questions (
    meeting_key varchar not null,
    person_id varchar not null,
    session_id varchar not null,
    client_id varchar not null,
    why varchar not null
);
