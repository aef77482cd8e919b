"""What became of a session, as far as exports can tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analytics import importing
from tests.analytics.importing.steps import at, bring, outcomes, sessions
from tests.support.files import (
    acuity_row,
    calendly_row,
    write_acuity,
    write_calendly,
    write_template,
)

if TYPE_CHECKING:
    from pathlib import Path

    from analytics.store import Database

BASIS = ("outcome", "outcome_basis")
EXPORTED = at("2026-11-20T18:00:00")


def test_calendly_says_cancellations_and_marked_no_shows_and_nothing_else(
    database: Database, tmp_path: Path
) -> None:
    rows = [
        calendly_row("past", "2026-11-02 10:00 am"),
        calendly_row("missed", "2026-11-03 10:00 am", no_show="Yes"),
        calendly_row("by-client", "2026-11-04 10:00 am", cancelled_by="Invitee"),
        calendly_row("by-coach", "2026-11-05 10:00 am", cancelled_by="Host"),
        calendly_row(
            "by-calendar",
            "2026-11-06 10:00 am",
            cancelled_by="Host",
            reason="Rescheduled from connected calendar event",
        ),
        calendly_row("future", "2026-11-30 10:00 am"),
    ]

    bring(database, write_calendly(tmp_path / "events.csv", rows))

    assert sessions(database, *BASIS) == {
        "past": ("attended", "presumed"),
        "missed": ("no_show", "recorded"),
        "by-client": ("cancelled", "recorded"),
        "by-coach": ("cancelled_by_coach", "recorded"),
        "by-calendar": ("rescheduled", "recorded"),
        "future": ("scheduled", "none"),
    }


def test_the_presumption_is_the_practices_own_rule(
    database: Database, tmp_path: Path
) -> None:
    path = write_calendly(
        tmp_path / "events.csv", [calendly_row("past", "2026-11-02 10:00 am")]
    )
    bring(database, path)

    importing.change_setting(database, "presume.calendly", "unknown")

    assert sessions(database, *BASIS) == {"past": ("unknown", "none")}
    importing.change_setting(database, "presume.calendly", "attended")
    assert sessions(database, *BASIS) == {"past": ("attended", "presumed")}


def test_acuity_rows_are_presumed_and_a_move_keeps_its_row(
    database: Database, tmp_path: Path
) -> None:
    rows = [
        acuity_row("1", "November 2, 2026 9:00 am"),
        acuity_row("2", "November 9, 2026 14:00", moved="2026-11-05"),
        acuity_row("3", "December 1, 2026 9:00 am"),
    ]

    bring(database, write_acuity(tmp_path / "a.csv", rows), timezone=None)

    assert sessions(database, *BASIS, "moved_at::date::varchar") == {
        "1": ("attended", "presumed", None),
        "2": ("attended", "presumed", "2026-11-04"),  # midnight in Zurich, in UTC
        "3": ("scheduled", "none", None),
    }


def test_the_template_says_everything_itself(
    database: Database, tmp_path: Path
) -> None:
    def row(key: str, status: str, **cells: str) -> dict[str, str]:
        said = {"session_id": key, "client_id": "7", "starts_at": "2026-11-02T10:00"}
        return said | {"status": status} | cells

    rows = [
        row("a", "attended"),
        row("b", "no_show"),
        row("c", "cancelled", cancelled_at="2026-11-01T12:00"),
        row("d", "cancelled", cancelled_at="2026-11-01T09:00"),
        row("e", "cancelled", cancelled_at="2026-11-01T12:00", cancelled_by="coach"),
        row("f", ""),
        row("g", "unknown"),
        row("h", "Late_Cancelled"),
        row("i", "scheduled", starts_at="2026-12-02T10:00+01:00"),
    ]

    bring(database, write_template(tmp_path / "t.csv", rows))

    assert outcomes(database) == {
        "a": "attended",
        "b": "no_show",
        "c": "late_cancelled",  # 22 hours' notice of 24
        "d": "cancelled",  # 25 hours
        "e": "cancelled_by_coach",
        "f": "unknown",
        "g": "unknown",
        "h": "late_cancelled",
        "i": "scheduled",
    }
    assert sessions(database, "client_id", "starts_at::varchar")["i"] == (
        "7",
        "2026-12-02 09:00:00",
    )


def test_the_practices_notice_decides_what_is_late(
    database: Database, tmp_path: Path
) -> None:
    row = {
        "session_id": "a",
        "client_id": "7",
        "starts_at": "2026-11-02T10:00",
        "status": "cancelled",
        "cancelled_at": "2026-10-31T16:00",
    }
    bring(database, write_template(tmp_path / "t.csv", [row]))
    assert outcomes(database) == {"a": "cancelled"}

    importing.change_setting(database, "notice_hours", "48")

    assert outcomes(database) == {"a": "late_cancelled"}


def test_one_calendly_file_never_proves_a_late_cancellation(
    database: Database, tmp_path: Path
) -> None:
    row = calendly_row(
        "a",
        "2026-11-19 10:00 am",
        booked="2026-11-19 08:00 am",
        cancelled_by="Invitee",
    )

    bring(database, write_calendly(tmp_path / "e.csv", [row]))

    assert sessions(database, "outcome", "cancelled_after", "cancelled_before") == {
        "a": ("cancelled", None, EXPORTED)
    }


def test_two_exports_bound_the_time_of_a_cancellation(
    database: Database, tmp_path: Path
) -> None:
    def file(name: str, **cancelled: str) -> Path:
        rows = [calendly_row("a", "2026-11-19 10:00 am", **cancelled)]
        return write_calendly(tmp_path / name, rows)

    bring(database, file("1.csv"), exported_at="2026-11-18T20:00:00")
    assert outcomes(database) == {"a": "scheduled"}

    report = bring(database, file("2.csv", cancelled_by="Invitee"))

    # Open fourteen hours before the start: less than a day's notice is proven.
    assert (report.new, report.changed, report.accepted) == (0, 1, 1)
    assert sessions(
        database, "outcome", "cancelled_after::varchar", "cancelled_before"
    ) == {"a": ("late_cancelled", "2026-11-18 20:00:00", EXPORTED)}


def test_a_session_not_seen_since_it_was_booked_stays_scheduled_in_the_log(
    database: Database, tmp_path: Path
) -> None:
    first = write_calendly(
        tmp_path / "1.csv", [calendly_row("a", "2026-11-10 10:00 am")]
    )
    second = write_calendly(
        tmp_path / "2.csv", [calendly_row("b", "2026-11-11 10:00 am")]
    )

    bring(database, first, exported_at="2026-11-09T08:00:00")
    bring(database, second, exported_at="2026-11-20T08:00:00")

    assert outcomes(database) == {"a": "scheduled", "b": "attended"}
