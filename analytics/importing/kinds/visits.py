"""Stays of people in meetings, as the reports of a meeting tool show them."""

from __future__ import annotations

from pathlib import Path

from analytics.importing.kinds.kind import Kind

_HERE = Path(__file__).parent

VISITS = Kind(
    name="visits",
    one="stay in a meeting",
    many="stays in meetings",
    fields={
        "meeting_key": "varchar",
        "topic": "varchar",
        "meeting_starts_local": "timestamp",
        "meeting_starts_utc": "timestamp",
        "meeting_ends_local": "timestamp",
        "meeting_ends_utc": "timestamp",
        "person_name": "varchar",
        "person_email": "varchar",
        "joined_local": "timestamp",
        "joined_utc": "timestamp",
        "left_local": "timestamp",
        "left_utc": "timestamp",
        "minutes": "integer",
        "role": "varchar",
    },
    stage=_HERE / "visits.sql",
    table="visits",
    key="visit_key",
    weight="minutes",
    places=_HERE / "visits_places.sql",
    is_part_of_log=True,
)
