-- The session log: what each import showed, and what follows from all of them.

create table meta (
    key varchar not null,
    value varchar not null
);

insert into meta values
('application', 'driftline'),
('data_version', '1'),
-- Names of forgotten people are kept only as salted hashes.
('salt', replace(uuid()::varchar, '-', ''));

create table settings (
    key varchar not null,
    value varchar not null
);

-- One row a file imported.
create table imports (
    import_id varchar not null,
    file_name varchar not null,
    tool varchar not null,
    variant varchar not null,
    source varchar not null,
    confidence varchar not null,
    sha256 varchar not null,
    timezone varchar not null,
    exported_at timestamp not null,
    imported_at timestamp not null,
    first_starts_at timestamp,
    last_starts_at timestamp,
    count_rows bigint not null,
    count_accepted bigint not null,
    count_duplicate bigint not null,
    count_refused bigint not null,
    count_ignored bigint not null,
    count_new bigint not null,
    count_changed bigint not null,
    warnings varchar[] not null,
    undone_at timestamp
);

-- One row a row of a file that was refused; no personal field is kept.
create table refused_rows (
    import_id varchar not null,
    line bigint not null,
    reason varchar not null,
    fields varchar
);

-- One row a session as one import showed it.
create table session_versions (
    session_id varchar not null,
    import_id varchar not null,
    exported_at timestamp not null,
    source varchar not null,
    client_id varchar not null,
    coach varchar,
    service varchar,
    starts_at timestamp not null,
    zone varchar not null,
    duration_minutes integer,
    booked_at timestamp,
    moved_at timestamp,
    status varchar,
    cancelled_at timestamp,
    cancelled_by varchar,
    replaces varchar,
    price_cents bigint,
    currency varchar,
    reminder_strategy varchar,
    package_sessions integer
);

-- One row a client as one import showed them.
create table client_versions (
    client_id varchar not null,
    import_id varchar not null,
    exported_at timestamp not null,
    source varchar not null,
    key_kind varchar not null,
    key_value varchar not null,
    display_name varchar not null,
    email varchar,
    phone varchar,
    latest_starts_at timestamp not null
);

-- One row a session: what all imports together say.
create table sessions (
    session_id varchar not null,
    source varchar not null,
    client_id varchar not null,
    coach varchar,
    service varchar,
    starts_at timestamp not null,
    starts_day integer not null,
    starts_hour integer not null,
    zone varchar not null,
    duration_minutes integer,
    booked_at timestamp,
    slot_known_at timestamp not null,
    outcome varchar not null,
    outcome_basis varchar not null,
    is_excused boolean not null,
    excused_reason varchar,
    outcome_known_at timestamp not null,
    cancelled_at timestamp,
    cancelled_after timestamp,
    cancelled_before timestamp,
    cancelled_by varchar,
    moved_at timestamp,
    replaces varchar,
    replaced_known_at timestamp,
    price_cents bigint,
    currency varchar,
    reminder_strategy varchar,
    package_sessions integer,
    import_id varchar not null,
    last_seen_at timestamp not null
);

-- One row a person.
create table clients (
    client_id varchar not null,
    display_name varchar not null,
    email varchar,
    phone varchar
);

-- One row an identifier of a person in a tool.
create table client_keys (
    client_id varchar not null,
    source varchar not null,
    kind varchar not null,
    value varchar not null
);

-- One row a service somebody has said something about.
create table services (
    service varchar not null,
    kind varchar not null,
    sessions_planned integer,
    confirmed_at timestamp not null
);

-- One row a mapping made in the wizard.
create table mappings (
    name varchar not null,
    header_key varchar not null,
    definition varchar not null,
    created_at timestamp not null
);

-- One row a person to be kept out, as a salted hash of an identifier.
create table forgotten (
    key_hash varchar not null,
    forgotten_at timestamp not null
);
