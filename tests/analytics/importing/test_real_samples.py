"""Files of other tools in their real form, where they are at hand: counts, outcomes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from analytics import importing
from tests.analytics.importing.steps import bring, outcomes

if TYPE_CHECKING:
    from analytics.store import Database

REAL = Path(__file__).parents[4] / "shared" / "exports" / "samples"

Expected = tuple[str, tuple[int, int, int, int], list[str]]
"""Tool; rows, new, refused and ignored; outcomes, sorted."""

FILES: dict[str, Expected] = {
    "reconstructed_calcom_Insights-2024-02-01-2024-02-29.csv": (
        "calcom",
        (5, 4, 1, 0),
        ["attended", "attended", "attended", "no_show"],
    ),
    "msbookings_BookingsReportingData_pt-BR_anonymised.tsv": (
        "msbookings",
        (4, 4, 0, 0),
        ["attended"] * 4,
    ),
    "reconstructed_latepoint_all_bookings.csv": (
        "latepoint",
        (3, 3, 0, 0),
        ["cancelled", "no_show", "unknown"],
    ),
    "practice/cliniko_appointments.csv": (
        "cliniko",
        (6, 5, 0, 1),
        ["attended", "late_cancelled", "no_show", "scheduled", "unknown"],
    ),
    "practice/jane_appointments.csv": (
        "jane",
        (4, 3, 0, 1),
        ["attended", "attended", "no_show"],
    ),
    "practice/simplepractice_appointment-status-report.csv": (
        "simplepractice",
        (3, 3, 0, 0),
        ["unknown"] * 3,
    ),
    "practice/mindbody_attendance_without_revenue.csv": (
        "mindbody",
        (6, 5, 0, 1),
        ["attended", "late_cancelled", "no_show", "no_show", "unknown"],
    ),
    "practice/arketa_reservations.csv": (
        "arketa",
        (3, 2, 0, 1),
        ["attended", "cancelled"],
    ),
}


@pytest.mark.parametrize("name", FILES)
def test_it_imports_as_it_was_read_by_hand(name: str, database: Database) -> None:
    path = REAL / name
    if not path.is_file():
        pytest.skip("real samples are not part of the repository")
    tool, counts, expected = FILES[name]

    report = bring(database, path, exported_at="2026-11-20T18:00:00", day_first=True)

    assert report.tool == tool
    assert (report.rows, report.new, report.refused, report.ignored) == counts
    assert sorted(outcomes(database).values()) == expected
    assert importing.verify(database) == []
    again = bring(database, path, exported_at=None, day_first=True)
    assert (again.new, again.changed) == (0, 0)


@pytest.mark.parametrize("tool", ["cliniko", "jane"])
def test_the_two_files_of_one_tool_are_one_practice(
    tool: str, database: Database
) -> None:
    prices = {"cliniko": "cliniko_invoices.csv", "jane": "jane_sales.csv"}[tool]
    paths = [REAL / "practice" / f"{tool}_appointments.csv", REAL / "practice" / prices]
    if not all(path.is_file() for path in paths):
        pytest.skip("real samples are not part of the repository")

    for path in paths:
        bring(database, path)

    kept = {record.source for record in importing.imports(database)}
    assert kept == {tool}
