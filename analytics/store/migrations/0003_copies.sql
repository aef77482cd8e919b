-- Where copies of the practice were written, so that forgetting a client can name
-- the files it does not reach.

-- One row a backup or an export that was written.
create table copies (
    kind varchar not null,
    path varchar not null,
    made_at timestamp not null
);
