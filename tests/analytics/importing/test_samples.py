"""The samples of data/samples, and real anonymised files where they are at hand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from analytics import importing
from analytics.exports import EXPORTS
from analytics.exports.mapped.mapping import Column, DateForm, MappedExport
from analytics.store import queries
from tests.analytics.importing.steps import bring

if TYPE_CHECKING:
    from analytics.contracts import ImportReport
    from analytics.store import Database

ROOT = Path(__file__).parents[3]
SAMPLES = ROOT / "data" / "samples"
GOLDEN = Path(__file__).with_name("golden")
REAL = ROOT.parent / "shared" / "exports" / "samples"
EXPORTED_AT = "2026-11-23T07:00:00"

OTHER_TOOL = MappedExport(
    name="Slotwise",
    header=(
        *("Ref", "Who", "Mail", "With whom", "What", "When", "Mins"),
        *("Put in the book", "How it went", "Fee (each)", "Remark"),
    ),
    columns={
        "session_key": Column("Ref"),
        "client_name": Column("Who"),
        "client_email": Column("Mail"),
        "coach": Column("With whom"),
        "service": Column("What"),
        "starts": Column("When"),
        "duration": Column("Mins"),
        "booked": Column("Put in the book"),
        "status": Column("How it went"),
        "price": Column("Fee (each)"),
    },
    dates={
        "starts": DateForm(("%d.%m.%Y %H:%M",)),
        "booked": DateForm(("%d.%m.%Y %H:%M",)),
    },
    statuses={
        "came": "attended",
        "did not come": "no_show",
        "called off": "cancelled",
        "called off (late)": "late_cancelled",
        "called off by us": "cancelled_by_coach",
        "shifted": "rescheduled",
        "to come": "booked",
    },
)


def summary(database: Database, report: ImportReport) -> dict[str, object]:
    """Return what an import brought, small enough to read and to keep."""
    counts = queries.rows(
        database,
        "select outcome, outcome_basis, count(*) from sessions group by all "
        "order by all",
    )
    first = queries.rows(
        database,
        "select session_id, client_id, coach, service, starts_at::varchar, "
        "duration_minutes, booked_at::varchar, outcome, cancelled_by, replaces, "
        "price_cents, currency from sessions order by session_id limit 12",
    )
    people = queries.rows(
        database,
        "select display_name, email, phone from clients order by display_name limit 6",
    )
    return {
        "report": [
            report.tool,
            report.variant,
            report.confidence,
            report.why,
            report.rows,
            report.accepted,
            report.duplicate,
            report.refused,
            report.ignored,
        ],
        "outcomes": [list(row) for row in counts],
        "first_sessions": [list(row) for row in first],
        "first_clients": [list(row) for row in people],
    }


def sample_of(tool: str) -> Path:
    """Return the tool's sample, whatever its container."""
    return next(iter(SAMPLES.glob(f"{tool}.*")), SAMPLES / tool)


SESSION_LOGS = [
    *("calendly", "acuity", "template", "other_tool", "calcom", "msbookings"),
    *("latepoint", "cliniko", "jane", "simplepractice", "mindbody", "mindbody_es"),
    *("mindbody_cancellations", "arketa", "ical"),
]


@pytest.mark.parametrize("name", SESSION_LOGS)
def test_a_sample_gives_the_log_that_was_checked_by_hand(
    name: str, database: Database, request: pytest.FixtureRequest
) -> None:
    report = bring(
        database,
        sample_of(name),
        exported_at=EXPORTED_AT,
        timezone="Europe/Zurich",
        mapping=OTHER_TOOL if name == "other_tool" else None,
    )

    found = json.loads(json.dumps(summary(database, report)))

    golden = GOLDEN / f"{name}.json"
    if request.config.getoption("--write-golden"):
        golden.write_text(
            json.dumps(found, ensure_ascii=False, indent=1) + "\n", "utf-8"
        )
    assert found == json.loads(golden.read_text("utf-8"))
    assert importing.verify(database) == []


def test_no_sample_is_taken_for_another_tools(database: Database) -> None:
    known = {export.tool: export.name for export in EXPORTS}
    for tool, name in {**known, "other_tool": None}.items():
        assert importing.inspect(database, sample_of(tool)).tool_name == name


def test_every_tool_has_its_sample_and_its_line_in_the_docs() -> None:
    docs = (ROOT / "docs" / "exports.md").read_text("utf-8")
    for export in EXPORTS:
        assert sample_of(export.tool).is_file()
        assert f"| {export.name} |" in docs
        assert export.how_to_export in docs


REAL_FILES = {
    "calendly_events-export_2024-02_anonymised.csv": ("calendly", 40, 5),
    "calendly_events-export_org_1question_anonymised.csv": ("calendly", 10, 0),
    "acuity_appointments_with_intake_columns_testdata.csv": ("acuity", 4, 0),
    "practice/acuity_appointments_minimal.csv": ("acuity", 2, 0),
}


@pytest.mark.parametrize("name", REAL_FILES)
def test_a_real_anonymised_file_imports_whole(name: str, database: Database) -> None:
    path = REAL / name
    if not path.is_file():
        pytest.skip("real samples are not part of the repository")
    tool, rows, cancelled = REAL_FILES[name]

    report = bring(database, path, timezone="America/New_York")

    assert (report.tool, report.rows, report.new) == (tool, rows, rows)
    assert (report.refused, report.ignored) == (0, 0)
    found = queries.rows(
        database, "select count(*) from sessions where outcome like 'cancelled%'"
    )
    assert found == [(cancelled,)]
    again = bring(database, path, exported_at=None)
    assert (again.new, again.changed, again.duplicate) == (0, 0, rows)
