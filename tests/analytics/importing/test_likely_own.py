"""A likely tool's mapping as the start of one's own, to be put right."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from analytics import importing
from analytics.exports.mapped.form import from_json, to_json
from analytics.exports.mapped.mapping import Column
from analytics.importing.inspection import guess_as
from analytics.importing.mappings import from_a_stranger
from analytics.store import open_practice
from tests.analytics.importing.steps import NOW, bring, log
from tests.analytics.importing.test_likely import (
    EXPORTED_AT,
    KINDS,
    OF_SESSIONS,
    mapping,
    sample,
)

if TYPE_CHECKING:
    from pathlib import Path

    from analytics.contracts import ImportReport
    from analytics.exports.mapped.mapping import MappedExport
    from analytics.store import Database


def own(stem: str) -> MappedExport:
    """Return what the form opens with for a tool's sample."""
    path, tool = sample(stem), str(mapping(stem).tool)
    looks = importing.inspect_as_unknown(path, path.name, tool=tool)
    assert looks.guess is not None
    return looks.guess


def brought(
    database: Database, stem: str, said: MappedExport | None = None
) -> ImportReport:
    return bring(
        database,
        sample(stem),
        exported_at=EXPORTED_AT,
        timezone="Europe/Zurich",
        day_first=stem != "vagaro_cancellations",
        mapping=said,
    )


@pytest.mark.parametrize("stem", OF_SESSIONS)
def test_kept_as_it_is_it_reads_the_file_as_the_tools_own(
    stem: str, database: Database, tmp_path: Path
) -> None:
    shipped = brought(database, stem)
    other = open_practice(tmp_path / "other.duckdb")
    report = brought(other, stem, own(stem))
    here, there = log(database), log(other)
    other.close()

    assert there == here
    counts = ("rows", "accepted", "duplicate", "refused", "ignored_reasons")
    assert [getattr(report, name) for name in counts] == [
        getattr(shipped, name) for name in counts
    ]
    assert report.confidence == "mapped"


@pytest.mark.parametrize("stem", KINDS)
def test_it_opens_as_rows_of_its_kind_and_comes_back_from_its_file(stem: str) -> None:
    said = own(stem)

    assert said.kind == KINDS[stem]
    assert from_json(to_json(said)) == said
    path = sample(stem)
    looks = importing.inspect_as_unknown(path, path.name, tool=str(mapping(stem).tool))
    assert guess_as(looks, said.kind) == said


def test_kept_it_holds_for_the_tools_next_file_and_its_bookings(
    database: Database, tmp_path: Path
) -> None:
    brought(database, "amelia")
    before = len(log(database)["sessions"])
    put_right = replace(own("amelia"), statuses={"Approved": "attended"})
    importing.save_mapping(database, put_right, now=NOW)
    text = sample("amelia").read_text("utf-8")
    path = tmp_path / "next.csv"
    # A later version writes one column more.
    path.write_text(
        "\n".join(f"{line},x" for line in text.splitlines()) + "\n", "utf-8"
    )

    found = importing.inspect(database, path)
    assert (found.confidence, found.source) == ("mapped", "amelia")
    report = bring(
        database, path, exported_at="2026-11-24T07:00:00", timezone="Europe/Zurich"
    )

    assert report.new == 0
    assert report.changed > 0
    assert len(log(database)["sessions"]) == before


def test_a_strangers_file_cannot_speak_for_the_tool() -> None:
    taken = from_a_stranger(own("amelia"))

    assert taken.shared_source is None
    assert taken.source == "mapped-amelia"


def test_a_rule_keeps_to_its_column_when_the_status_is_another(
    database: Database,
) -> None:
    said = own("amelia")
    changed = replace(
        said, columns={**said.columns, "status": Column("Payment status")}
    )

    report = brought(database, "amelia", changed)

    assert "the request was declined" in dict(report.ignored_reasons)


def test_a_file_of_another_tool_than_was_named_is_guessed_at() -> None:
    path = sample("fresha")

    looks = importing.inspect_as_unknown(path, path.name, tool="amelia")

    assert looks.guess is not None
    assert looks.guess.shared_source is None
