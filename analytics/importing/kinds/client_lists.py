"""A tool's own list of clients: how people known from sessions can be reached."""

from __future__ import annotations

from pathlib import Path

from analytics.importing.kinds.kind import Kind

_HERE = Path(__file__).parent

CLIENT_LISTS = Kind(
    name="clients",
    one="person",
    many="people",
    fields={
        "client_given_id": "varchar",
        "client_name": "varchar",
        "client_email": "varchar",
        "client_phone": "varchar",
        "coach": "varchar",
        "since_local": "timestamp",
        "since_utc": "timestamp",
    },
    stage=_HERE / "client_lists.sql",
    table="list_versions",
    key="list_key",
    weight="(person_name is not null)::integer + (email is not null)::integer "
    "+ (phone is not null)::integer",
    places=_HERE / "client_lists_places.sql",
    target_one="client",
    target_many="clients",
    is_part_of_log=True,
)
