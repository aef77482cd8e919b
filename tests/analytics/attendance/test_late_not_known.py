"""Late, in time, or nobody can tell: what two exports prove about a cancellation."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from analytics.attendance.attendance import attendance
from analytics.periods import AsOf
from tests.analytics.importing.steps import NOW, bring
from tests.support.files import calendly_row, write_calendly

if TYPE_CHECKING:
    from pathlib import Path

    from analytics.store import Database

STARTS = "2026-11-12 10:00 am"


@pytest.mark.parametrize(
    ("seen_open", "seen_cancelled", "late", "not_known"),
    [
        # Still open within the 24 hours before the start: late.
        ("2026-11-11T20:00:00", "2026-11-13T08:00:00", 1, 0),
        # Cancelled in a file made two days ahead: in time.
        ("2026-11-08T20:00:00", "2026-11-10T08:00:00", 0, 0),
        # Open two days ahead, cancelled in a file made after it: nobody can tell.
        ("2026-11-10T08:00:00", "2026-11-13T08:00:00", 0, 1),
        (None, "2026-11-13T08:00:00", 0, 1),
    ],
    ids=["late", "in time", "not known", "one export"],
)
def test_bounds_prove_or_leave_open(
    database: Database,
    tmp_path: Path,
    seen_open: str | None,
    seen_cancelled: str,
    late: int,
    not_known: int,
) -> None:
    for number, (at, by) in enumerate([(seen_open, None), (seen_cancelled, "Invitee")]):
        if at is not None:
            row = calendly_row("u", STARTS, cancelled_by=by)
            path = write_calendly(tmp_path / f"{number}.csv", [row])
            bring(database, path, exported_at=at)

    found = attendance(database, AsOf.at(NOW, "UTC"), "month").iloc[0]

    assert (found["late_cancelled"], found["late_not_known"]) == (late, not_known)
    assert found["cancelled"] == 1 - late


def test_one_that_the_coach_cancelled_has_no_such_question(
    database: Database, tmp_path: Path
) -> None:
    row = calendly_row("u", STARTS, cancelled_by="Host")
    bring(database, write_calendly(tmp_path / "1.csv", [row]))

    found = attendance(database, AsOf.at(NOW, "UTC"), "month").iloc[0]

    assert (found["cancelled_by_coach"], found["late_not_known"]) == (1, 0)
