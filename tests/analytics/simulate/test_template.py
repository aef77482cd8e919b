"""Driftline's own template: every outcome, and reminders once they were due."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from analytics.simulate import Practice, write_template

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    RowsOf = Callable[[Path], list[dict[str, str]]]

HEADER = (
    "session_id,client_id,client_name,client_email,coach,service,starts_at,"
    "duration_minutes,booked_at,status,cancelled_at,cancelled_by,"
    "replaces_session_id,price,currency,reminder_strategy,package_sessions"
)


def test_the_template_has_its_form(
    practice: Practice, this_monday: dt.datetime, tmp_path: Path, rows_of: RowsOf
) -> None:
    path = tmp_path / "template.csv"
    count = write_template(practice, path, this_monday)
    rows = rows_of(path)

    assert path.read_bytes().startswith(HEADER.encode() + b"\n")
    assert len(rows) == count == len(practice.sessions)
    assert [row["status"] for row in rows] == list(practice.sessions["outcome"])
    for row in rows:
        offset = dt.datetime.fromisoformat(row["starts_at"]).utcoffset()
        assert offset in (dt.timedelta(hours=1), dt.timedelta(hours=2))
        assert (row["cancelled_at"] != "") == (row["cancelled_by"] != "")
        assert row["package_sessions"] in ("", "8")
    assert {row["coach"] for row in rows} == {"Marit Sonnwald", "Davi Quintanar"}


def test_the_template_names_a_reminder_only_once_it_was_due(
    practice: Practice, this_monday: dt.datetime, tmp_path: Path, rows_of: RowsOf
) -> None:
    write_template(practice, tmp_path / "template.csv", this_monday)

    for row in rows_of(tmp_path / "template.csv"):
        starts_at = dt.datetime.fromisoformat(row["starts_at"])
        if starts_at > this_monday + dt.timedelta(days=1):
            assert row["reminder_strategy"] in ("", "none")
        elif row["status"] == "attended":
            assert row["reminder_strategy"] != ""
