-- Moves of a booking that keeps its id: a tool shows them only as another start in a
-- newer export.

-- One row a time that a booking had and gave up for another. It is no session: the
-- booking has its own row. is_cut: somebody said that it was no move.
create table moved_slots (
    slot_id varchar not null,
    session_id varchar not null,
    nth integer not null,
    source varchar not null,
    client_id varchar not null,
    coach varchar,
    service varchar,
    starts_at timestamp not null,
    starts_day integer not null,
    starts_hour integer not null,
    duration_minutes integer,
    booked_at timestamp,
    slot_known_at timestamp not null,
    moved_known_at timestamp not null,
    is_cut boolean not null
);

-- What earlier imports showed is looked through with the next one.
insert into meta
select
    'resolve_due' as key,
    'yes' as value
where exists (select 1 from session_versions);
