"""Reminders that were sent, or were not, from message logs and tools' own flags."""

from __future__ import annotations

from pathlib import Path

from analytics.importing.kinds.kind import Kind

_HERE = Path(__file__).parent

REMINDERS = Kind(
    name="reminders",
    one="reminder",
    many="reminders",
    fields={
        "session_key": "varchar",
        "client_given_id": "varchar",
        "client_name": "varchar",
        "client_email": "varchar",
        "client_phone": "varchar",
        "session_starts_local": "timestamp",
        "session_starts_utc": "timestamp",
        "sent_local": "timestamp",
        "sent_utc": "timestamp",
        "channel": "varchar",
        "strategy": "varchar",
        "status": "varchar",
    },
    stage=_HERE / "reminders.sql",
    table="reminder_versions",
    key="reminder_key",
    weight="list_position(['unknown', 'not_sent', 'no_contact', 'opted_out', 'sent'], "
    "status)",
    places=_HERE / "reminders_places.sql",
)
