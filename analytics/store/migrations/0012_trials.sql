-- A fair test of two ways of reminding: its plan, and who was drawn for which.

-- One row a test. plan is the content of the plan file (canonical JSON, so that its
-- sha256 can be worked out anew), written and stored before start_day. stop_day is the
-- first day that no longer counts, empty while it runs. Days are counted from
-- 1970-01-01 where the practice is.
create table trials (
    trial_id varchar not null,
    plan varchar not null,
    seed varchar not null,
    plan_sha256 varchar not null,
    start_day integer not null,
    stop_day integer,
    stopped_because varchar,
    created_at timestamp not null
);

-- One row a client, or a week or service (unit), that was drawn for an arm (a, b). Rows
-- stay under the id that the client had when they were drawn. arm follows from the
-- seed, the stratum and the place in it, so that a changed row is found. Sessions count
-- from the day after drawn_day.
create table trial_assignments (
    trial_id varchar not null,
    client_id varchar,
    unit varchar,
    stratum varchar not null,
    place integer not null,
    arm varchar not null,
    drawn_day integer not null,
    drawn_at timestamp not null
);
