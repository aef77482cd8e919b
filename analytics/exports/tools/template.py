"""Driftline's own table: always recognised, and what ``export`` writes."""

from __future__ import annotations

from pathlib import Path

from analytics.exports.export import Confidence, Export

COLUMNS = (
    "session_id",
    "client_id",
    "client_name",
    "client_email",
    "coach",
    "service",
    "starts_at",
    "duration_minutes",
    "booked_at",
    "status",
    "cancelled_at",
    "cancelled_by",
    "replaces_session_id",
    "price",
    "currency",
    "reminder_strategy",
    "package_sessions",
)


def _variant(fields: frozenset[str]) -> tuple[str, Confidence]:
    whole = len(fields) == len(COLUMNS)
    return "session log" if whole else "session log, fewer columns", "verified"


EXPORT = Export(
    tool="template",
    name="Driftline's template",
    fields={name: name for name in COLUMNS},
    required=frozenset({"starts_at", "status"}),
    known_columns=frozenset(COLUMNS),
    sql=Path(__file__).with_name("template.sql"),
    date_form="2026-03-03T11:00 or 2026-03-03T11:00+01:00",
    has_zone=False,
    has_instants=True,
    variant_of=_variant,
    cannot_tell=(),
    how_to_export="Fill in one row a booked session.",
)
