-- The client's file: what client and coach agreed, promised and said. Rows hang on
-- natural keys, so that undoing an import parks them and importing again brings them
-- back. Taking an entry back sets withdrawn_at; on_date is the day it was entered for.

-- On what terms they may come back, and whether they may be written to (empty: nobody
-- has said).
alter table endings add column terms varchar;
alter table endings add column may_contact boolean;

-- Who wrote last (coach or client), one line, the reason learned, and the planned step
-- that was taken. Of an answer, about_id is the contact it speaks of (empty: the
-- latest), and result says what came of it.
alter table follow_ups add column wrote_last varchar;
alter table follow_ups add column note varchar;
alter table follow_ups add column why varchar;
alter table follow_ups add column plan_id varchar;
alter table follow_ups add column about_id varchar;
alter table follow_ups add column replaces_id varchar;

alter table confirmations add column was_late boolean;

-- One row a step that somebody means to take; it is open until a follow_up names it.
create table planned_steps (
    entry_id varchar not null,
    client_id varchar not null,
    step varchar not null,
    on_date date not null,
    due_date date not null,
    why varchar,
    entered_at timestamp not null,
    withdrawn_at timestamp
);

-- One row a thing a client said or a coach noticed: kind is worried, wants_to_stop or
-- why (the reason behind moves and silence, by its key).
create table remarks (
    entry_id varchar not null,
    client_id varchar not null,
    kind varchar not null,
    why varchar,
    note varchar,
    on_date date not null,
    entered_at timestamp not null,
    withdrawn_at timestamp
);

-- One row a goal in the client's own words, or other words for it: then goal_id names
-- the entry that set it, and the latest words count.
create table goals (
    entry_id varchar not null,
    client_id varchar not null,
    goal_id varchar,
    goal varchar not null,
    why_it_matters varchar,
    until_date date,
    on_date date not null,
    entered_at timestamp not null,
    withdrawn_at timestamp
);

-- One row a thing that happened to a goal: kind is win, reached or let_go.
create table goal_events (
    entry_id varchar not null,
    client_id varchar not null,
    goal_id varchar not null,
    kind varchar not null,
    note varchar,
    on_date date not null,
    entered_at timestamp not null,
    withdrawn_at timestamp
);

-- One row a promise of a client or a coach, as somebody entered it; those of files
-- stand in actions. replaces_id is the entry that was changed into this one.
create table promises (
    entry_id varchar not null,
    client_id varchar not null,
    session_id varchar,
    owner varchar not null,
    action varchar not null,
    on_date date not null,
    due_date date,
    minutes_needed integer,
    needs varchar,
    replaces_id varchar,
    entered_at timestamp not null,
    withdrawn_at timestamp
);

-- One row what came of a promise: result is done or dropped. action_id is that of an
-- entry in promises or of a row in actions.
create table promise_results (
    entry_id varchar not null,
    client_id varchar not null,
    action_id varchar not null,
    result varchar not null,
    on_date date not null,
    entered_at timestamp not null,
    withdrawn_at timestamp
);

-- One row a next session that was agreed on and is not booked yet.
create table next_agreed (
    entry_id varchar not null,
    client_id varchar not null,
    session_id varchar,
    on_date date not null,
    next_date date not null,
    entered_at timestamp not null,
    withdrawn_at timestamp
);

-- One row the line to remember about a client; the latest counts.
create table remember_lines (
    entry_id varchar not null,
    client_id varchar not null,
    line varchar,
    on_date date not null,
    entered_at timestamp not null,
    withdrawn_at timestamp
);

-- One row what was agreed from a day on, with a client, for a service, or (both empty)
-- with everybody. excused says what is excused, in words; moves_period is month,
-- quarter or year.
create table agreements (
    entry_id varchar not null,
    client_id varchar,
    service varchar,
    on_date date not null,
    notice_hours integer,
    no_show_fee_cents bigint,
    late_fee_cents bigint,
    currency varchar,
    free_moves integer,
    moves_period varchar,
    excused varchar,
    cadence_days integer,
    review_date date,
    coach_commits varchar,
    entered_at timestamp not null,
    withdrawn_at timestamp
);

-- One row a client who accepted an agreement.
create table agreement_acceptances (
    entry_id varchar not null,
    client_id varchar not null,
    agreement_id varchar not null,
    on_date date not null,
    entered_at timestamp not null,
    withdrawn_at timestamp
);

-- One row what was decided about a fee: decision is noted or waived. Nothing is
-- charged by Driftline.
create table fee_decisions (
    entry_id varchar not null,
    client_id varchar not null,
    session_id varchar not null,
    decision varchar not null,
    reason varchar,
    fee_cents bigint not null,
    currency varchar not null,
    on_date date not null,
    entered_at timestamp not null,
    withdrawn_at timestamp
);

-- One row a day on which the practice changed a rule, to look back at.
create table policy_changes (
    entry_id varchar not null,
    on_date date not null,
    what varchar not null,
    service varchar,
    coach varchar,
    entered_at timestamp not null,
    withdrawn_at timestamp
);

-- One row somebody to refer a client to: kind is colleague or support.
create table colleagues (
    entry_id varchar not null,
    kind varchar not null,
    name varchar not null,
    what_for varchar,
    reached_by varchar,
    entered_at timestamp not null,
    withdrawn_at timestamp
);

-- One row where sessions of a coach and a service can be booked; empty means all.
create table booking_links (
    entry_id varchar not null,
    coach varchar,
    service varchar,
    link varchar not null,
    entered_at timestamp not null,
    withdrawn_at timestamp
);

-- One row a way of looking at the list of clients, under a name.
create table saved_views (
    name varchar not null,
    definition varchar not null,
    saved_at timestamp not null
);
