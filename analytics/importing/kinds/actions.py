"""What clients and coaches said they would do, from homework and task lists."""

from __future__ import annotations

from pathlib import Path

from analytics.importing.kinds.kind import Kind

_HERE = Path(__file__).parent

ACTIONS = Kind(
    name="actions",
    one="promise",
    many="promises",
    fields={
        "action_key": "varchar",
        "client_given_id": "varchar",
        "client_name": "varchar",
        "client_email": "varchar",
        "client_phone": "varchar",
        "owner": "varchar",
        "text": "varchar",
        "given_local": "timestamp",
        "given_utc": "timestamp",
        "due_local": "timestamp",
        "due_utc": "timestamp",
        "done_local": "timestamp",
        "done_utc": "timestamp",
        "is_done": "boolean",
    },
    stage=_HERE / "actions.sql",
    table="action_versions",
    key="action_key",
    weight="is_done::integer",
    places=_HERE / "actions_places.sql",
    target_one="client",
    target_many="clients",
)
