-- What coaches sent back: answers about sessions and contacts, as each import showed
-- them. The entries that follow from all of them carry an id that starts with r-.

-- One row an answer of a coach as one import showed it.
create table return_versions (
    import_id varchar not null,
    exported_at timestamp not null,
    source varchar not null,
    return_key varchar not null,
    client_id varchar not null,
    session_id varchar,
    outcome varchar,
    contacted_on date,
    is_answered boolean
);
