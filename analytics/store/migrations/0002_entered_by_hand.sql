-- What people enter. Rows hang on natural keys, so that undoing an import
-- parks them and importing again brings them back. Taking an entry back sets
-- withdrawn_at.

-- One row a change in a client's standing.
create table endings (
    entry_id varchar not null,
    client_id varchar not null,
    standing varchar not null,
    on_date date not null,
    until_date date,
    to_whom varchar,
    decided_by varchar,
    reason varchar,
    may_return varchar,
    entered_at timestamp not null,
    withdrawn_at timestamp
);

-- One row a known absence of a client, a coach or the practice.
create table absences (
    entry_id varchar not null,
    scope varchar not null,
    client_id varchar,
    coach varchar,
    from_date date not null,
    until_date date not null,
    why varchar,
    entered_at timestamp not null,
    withdrawn_at timestamp
);

-- One row a contact or step taken.
create table follow_ups (
    entry_id varchar not null,
    client_id varchar not null,
    step varchar not null,
    channel varchar,
    on_date date not null,
    result varchar,
    next_date date,
    entered_at timestamp not null,
    withdrawn_at timestamp
);

-- One row a "no concern because".
create table set_asides (
    entry_id varchar not null,
    client_id varchar not null,
    from_date date not null,
    until_date date not null,
    reason varchar not null,
    entered_at timestamp not null,
    withdrawn_at timestamp
);
