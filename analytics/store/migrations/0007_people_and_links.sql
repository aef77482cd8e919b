-- Who is who, and which session took the place of which. What a person says of it
-- stands in entries that name things as files do, so that undoing an import parks
-- them and importing again brings them back.

-- One row an answer to whether two ids are one person (person_name is null), or to
-- whether a name under a shared address is a person of their own (second_id is the
-- id that they then have). client_id and other_client_id are whose it is now.
create table same_person (
    entry_id varchar not null,
    client_id varchar not null,
    other_client_id varchar not null,
    first_id varchar not null,
    second_id varchar not null,
    person_name varchar,
    is_same boolean not null,
    entered_at timestamp not null,
    withdrawn_at timestamp
);

-- One row an id, or a name under it, that stands for another client: what follows
-- from same_person.
create table client_aliases (
    filed_as varchar not null,
    person_name varchar,
    client_id varchar not null
);

-- One row an entry that was made under another id than its client has now.
create table entry_owners (
    entry_id varchar not null,
    filed_as varchar not null,
    client_id varchar not null
);

-- One row an answer to whether a session took the place of another.
create table session_links (
    entry_id varchar not null,
    client_id varchar not null,
    session_id varchar not null,
    replaces varchar not null,
    is_linked boolean not null,
    entered_at timestamp not null,
    withdrawn_at timestamp
);

-- One row a session that is missing from a newer file and is still to take place.
create table still_booked (
    entry_id varchar not null,
    client_id varchar not null,
    session_id varchar not null,
    entered_at timestamp not null,
    withdrawn_at timestamp
);

-- The id that the file gave, where the client has another one now.
alter table session_versions add column filed_as varchar;
alter table client_versions add column filed_as varchar;

-- The person's name in a row, where one file gives an id several names.
alter table session_versions add column person_name varchar;

alter table sessions add column is_late_unknown boolean;
alter table sessions add column vanished_known_at timestamp;
alter table sessions add column link_basis varchar;
