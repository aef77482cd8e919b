-- Other kinds of rows than sessions: prices, visits, reminders, actions and client
-- lists as each import showed them, and what follows from all of them. A person is
-- kept as the file names them; whose row it is follows from all files together.

-- What the rows of a file are.
alter table imports add column kind varchar default 'sessions';

-- One row a line of an invoice or a sale as one import showed it.
create table price_versions (
    import_id varchar not null,
    exported_at timestamp not null,
    source varchar not null,
    price_key varchar not null,
    session_id varchar,
    person_id varchar,
    given_id varchar,
    person_name varchar,
    email varchar,
    phone varchar,
    starts_at timestamp,
    on_date date,
    service varchar,
    amount_cents bigint not null,
    currency varchar
);

-- One row a stay of a person in a meeting as one report showed it.
create table visits (
    import_id varchar not null,
    exported_at timestamp not null,
    source varchar not null,
    visit_key varchar not null,
    meeting_key varchar not null,
    topic varchar,
    meeting_starts_at timestamp,
    meeting_ends_at timestamp,
    person_id varchar,
    person_name varchar,
    email varchar,
    joined_at timestamp,
    left_at timestamp,
    minutes integer,
    role varchar not null
);

-- One row a reminder as one import showed it.
create table reminder_versions (
    import_id varchar not null,
    exported_at timestamp not null,
    source varchar not null,
    reminder_key varchar not null,
    session_id varchar,
    person_id varchar,
    given_id varchar,
    person_name varchar,
    email varchar,
    phone varchar,
    starts_at timestamp,
    on_date date,
    sent_at timestamp,
    channel varchar,
    strategy varchar,
    status varchar not null
);

-- One row a promise as one import showed it.
create table action_versions (
    import_id varchar not null,
    exported_at timestamp not null,
    source varchar not null,
    action_key varchar not null,
    person_id varchar,
    given_id varchar,
    person_name varchar,
    email varchar,
    phone varchar,
    owner varchar not null,
    action varchar,
    given_at timestamp,
    due_date date,
    done_at timestamp,
    is_done boolean not null
);

-- One row a person of a tool's client list as one import showed it.
create table list_versions (
    import_id varchar not null,
    exported_at timestamp not null,
    source varchar not null,
    list_key varchar not null,
    person_id varchar,
    given_id varchar,
    person_name varchar,
    email varchar,
    phone varchar,
    coach varchar,
    since_date date
);

-- One row a person of these rows who is a client of the log.
create table row_people (
    person_id varchar not null,
    client_id varchar not null
);

-- One row a reminder: what all imports together say, with its session if one fits.
create table reminders (
    reminder_id varchar not null,
    source varchar not null,
    session_id varchar,
    client_id varchar,
    person_id varchar,
    matched_by varchar not null,
    strategy varchar,
    channel varchar,
    session_starts_at timestamp,
    sent_at timestamp,
    status varchar not null,
    import_id varchar not null,
    known_at timestamp not null
);

-- One row a promise of a client or a coach: what all imports together say.
create table actions (
    action_id varchar not null,
    source varchar not null,
    client_id varchar,
    person_id varchar,
    owner varchar not null,
    action varchar,
    given_at timestamp,
    due_date date,
    done_at timestamp,
    is_done boolean not null,
    import_id varchar not null,
    known_at timestamp not null
);
