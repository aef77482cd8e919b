-- What the model said, when, and what it knew. Rows are added and never rewritten: a
-- second run of a day has an id of its own, and readers take the newest. A day is a
-- number, counted from 1970-01-01 where the practice is.

-- One row a run of a model. kind is quiet or missed, mode is rule, words or percent
-- and why says what is missing for the next. knew sums up what was read, so that it
-- can be told whether anything has changed since; imports are those in force then.
create table models (
    model_id varchar not null,
    kind varchar not null,
    as_of_day integer not null,
    known_s bigint not null,
    data_version bigint not null,
    knew varchar not null,
    imports varchar[] not null,
    fitted_at timestamp not null,
    mode varchar not null,
    why varchar not null,
    card varchar not null
);

-- One row a ranked client and run. place 1 comes first. probability, low and high are
-- empty where the list goes by the rule. based_on is JSON: starts_at, adds (logits by
-- group), named (group, adds, text, sessions) and the facts they rest on.
create table scores (
    model_id varchar not null,
    client_id varchar not null,
    as_of_day integer not null,
    place integer not null,
    probability double,
    low double,
    high double,
    word varchar not null,
    rule_score double not null,
    is_listed boolean not null,
    listed_since_day integer,
    listed_as varchar,
    snoozed_until_day integer,
    little_known boolean not null,
    based_on varchar not null,
    changed varchar
);

-- One row an upcoming booking and run: how likely it is to be missed.
create table booking_scores (
    model_id varchar not null,
    session_id varchar not null,
    client_id varchar not null,
    as_of_day integer not null,
    probability double,
    low double,
    high double,
    based_on varchar not null
);

-- One row a name that a past day's list had, or should have had (listed_as is empty).
-- lead_days counts to the last session, rule_day is when the rule would have spoken.
-- is_settled: all that follows is known. is_stored: the list was really shown.
create table past_names (
    model_id varchar not null,
    client_id varchar not null,
    day integer not null,
    listed_as varchar,
    probability double,
    what_happened varchar not null,
    happened_on_day integer,
    rule_day integer,
    lead_days integer,
    is_settled boolean not null,
    is_stored boolean not null
);

-- One row a run asked for. state is waiting, running, done or failed, step says in
-- words how far it is, said why it failed.
create table score_runs (
    run_id varchar not null,
    asked_at timestamp not null,
    started_at timestamp,
    finished_at timestamp,
    state varchar not null,
    step varchar,
    data_version bigint not null,
    knew varchar not null,
    said varchar
);

-- One row a client who asked not to be scored, an entry made by hand like the others.
create table no_scoring (
    entry_id varchar not null,
    client_id varchar not null,
    on_date date not null,
    reason varchar,
    entered_at timestamp not null,
    withdrawn_at timestamp
);
