"""The tools read by shipped mappings: samples, goldens, and what each cannot tell."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from analytics import importing
from analytics.exports.mapped.form import from_json, to_json
from analytics.exports.mapped.shipped import paths, shipped
from analytics.importing import ImportOptions
from analytics.store import queries
from tests.analytics.importing.steps import bring

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analytics.exports.mapped.mapping import MappedExport
    from analytics.store import Database

SAMPLES = Path(__file__).parents[3] / "data" / "samples"
GOLDEN = Path(__file__).with_name("golden") / "likely.json"
EXPORTED_AT = "2026-11-23T07:00:00"

KINDS = {path.stem: m.kind for path, m in zip(paths(), shipped(), strict=True)}
OF_SESSIONS = [stem for stem, kind in KINDS.items() if kind == "sessions"]
OF_OTHER_KINDS = [stem for stem, kind in KINDS.items() if kind != "sessions"]


def mapping(stem: str) -> MappedExport:
    return dict(zip((path.stem for path in paths()), shipped(), strict=True))[stem]


def sample(stem: str) -> Path:
    return SAMPLES / f"{stem}.csv"


@pytest.fixture(scope="module")
def golden(request: pytest.FixtureRequest) -> Iterator[dict[str, object]]:
    known = json.loads(GOLDEN.read_text("utf-8")) if GOLDEN.is_file() else {}
    yield known
    if request.config.getoption("--write-golden"):
        text = json.dumps(dict(sorted(known.items())), ensure_ascii=False, indent=1)
        GOLDEN.write_text(text + "\n", "utf-8")


@pytest.mark.parametrize("stem", OF_SESSIONS)
def test_a_sample_gives_the_log_that_was_checked_by_hand(
    stem: str,
    database: Database,
    golden: dict[str, object],
    request: pytest.FixtureRequest,
) -> None:
    report = bring(
        database,
        sample(stem),
        exported_at=EXPORTED_AT,
        timezone="Europe/Zurich",
        day_first=stem != "vagaro_cancellations",
    )

    rows = queries.rows(
        database,
        "select s.session_id, c.display_name, s.coach, s.service, "
        "s.starts_at::varchar, s.duration_minutes, s.booked_at::varchar, s.outcome, "
        "s.cancelled_at::varchar, "
        "s.cancelled_by, s.price_cents from sessions as s join clients as c "
        "on s.client_id = c.client_id order by s.starts_at, c.display_name",
    )
    found = {
        "told": [report.tool, report.variant, report.confidence, report.why],
        "counts": [report.rows, report.accepted, report.duplicate, report.refused],
        "left_out": [list(pair) for pair in report.ignored_reasons],
        "warnings": list(report.warnings),
        "sessions": [list(row) for row in rows],
    }
    if request.config.getoption("--write-golden"):
        golden[stem] = found
    assert found == golden[stem]
    counted = report.accepted + report.duplicate + report.refused + report.ignored
    assert counted == report.rows
    assert report.cannot_tell
    assert importing.verify(database) == []


@pytest.mark.parametrize("stem", OF_OTHER_KINDS)
def test_a_sample_of_another_kind_is_read(
    stem: str,
    database: Database,
    golden: dict[str, object],
    request: pytest.FixtureRequest,
) -> None:
    said = ImportOptions(day_first=stem != "vagaro_transactions")
    rows = importing.preview(database, sample(stem), timezone="UTC", options=said)

    found = json.loads(rows.to_json(orient="split", date_format="iso", index=False))
    if request.config.getoption("--write-golden"):
        golden[stem] = found
    assert found == golden[stem]
    report = bring(database, sample(stem), day_first=said.day_first)
    assert (report.kind, report.tool) == (mapping(stem).kind, mapping(stem).tool)
    counted = report.accepted + report.duplicate + report.refused + report.ignored
    assert counted == report.rows > 0


@pytest.mark.parametrize("stem", [path.stem for path in paths()])
def test_a_shipped_mapping_is_readable_and_likely(stem: str) -> None:
    known = mapping(stem)

    assert known.confidence == "likely"
    assert known.tool
    assert known.how_to_export.startswith("In ")
    assert known.cannot
    assert from_json(to_json(known)) == known


def test_importing_again_changes_nothing(database: Database) -> None:
    first = bring(database, sample("fresha"), exported_at=EXPORTED_AT)
    again = bring(database, sample("fresha"), exported_at="2026-11-23T08:00:00")

    assert first.new == 6
    assert (again.new, again.changed, again.duplicate) == (0, 0, 6)
