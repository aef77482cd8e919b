"""The order of imports, their overlap and their undoing change nothing."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics import importing
from analytics.store import open_practice
from tests.analytics.importing.steps import NOW, bring, log
from tests.support.files import Row, calendly_row, write_calendly

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator, Sequence

    from analytics.store import Database

DAYS = ("2026-11-02", "2026-11-09", "2026-11-12", "2026-11-16", "2026-11-30")
WEEKS = ("2026-11-01T20:00:00", "2026-11-08T20:00:00", "2026-11-15T20:00:00")

File = tuple[str, list[Row]]
"""When it was exported, and its rows."""


@st.composite
def rows_of_a_practice(draw: st.DrawFn) -> list[Row]:
    """Draw bookings, several of one id with different contents among them."""
    return [
        calendly_row(
            uuid=f"u{draw(st.integers(0, 5))}",
            starts=f"{draw(st.sampled_from(DAYS))} 10:00 am",
            email=draw(st.sampled_from(["a@example.com", "B@example.com", "c@x.org"])),
            name=draw(st.sampled_from(["Ana", "Ben Li", "Ana  Sousa"])),
            booked=draw(
                st.sampled_from(["2026-10-20 08:00 am", "2026-11-10 09:30 am"])
            ),
            cancelled_by=draw(st.sampled_from([None, None, "Host", "Invitee"])),
            no_show=draw(st.sampled_from(["No", "No", "Yes"])),
        )
        for _ in range(draw(st.integers(1, 12)))
    ]


@st.composite
def files_of_a_practice(draw: st.DrawFn) -> list[File]:
    """Draw one to four exports of one practice, overlapping or not."""
    return [
        (draw(st.sampled_from(WEEKS)), draw(rows_of_a_practice()))
        for _ in range(draw(st.integers(1, 4)))
    ]


def practice_of(files: Sequence[File]) -> Iterator[tuple[Database, list[str]]]:
    """Give a practice that imported the files in that order, and the ids."""
    with tempfile.TemporaryDirectory() as folder:
        database = open_practice(Path(folder) / "practice.duckdb")
        ids = []
        for number, (exported_at, rows) in enumerate(files):
            path = write_calendly(Path(folder) / f"{number}.csv", rows)
            ids.append(str(bring(database, path, exported_at=exported_at).import_id))
        yield database, ids
        database.close()


def log_of(files: Sequence[File]) -> dict[str, list[tuple[object, ...]]]:
    """Return the log of a practice that imported these files."""
    for database, _ in practice_of(files):
        assert importing.verify(database) == []
        return log(database)
    raise AssertionError


def order_does_not_matter(files: list[File], luck: random.Random) -> None:
    other = list(files)
    luck.shuffle(other)

    assert log_of(files) == log_of(other)


def a_split_does_not_matter(rows: list[Row], data: st.DataObject) -> None:
    cut = data.draw(st.integers(0, len(rows)))
    overlap = data.draw(st.integers(0, cut))
    parts = [part for part in (rows[:cut], rows[cut - overlap :]) if part]

    whole = log_of([(WEEKS[0], rows)])
    split = log_of([(WEEKS[0], part) for part in parts])

    assert split == whole


def undo_leaves_what_was_there_without(files: list[File], data: st.DataObject) -> None:
    undone = data.draw(st.lists(st.integers(0, len(files) - 1), unique=True))

    for database, ids in practice_of(files):
        gone = {ids[number] for number in undone}
        for import_id in data.draw(st.permutations(sorted(gone))):
            importing.undo(database, import_id, now=NOW)
        kept = [f for f, i in zip(files, ids, strict=True) if i not in gone]

        assert log(database) == log_of(kept)
        assert importing.verify(database) == []


LAWS = {
    "order": given(files_of_a_practice(), st.randoms())(order_does_not_matter),
    "split": given(rows_of_a_practice(), st.data())(a_split_does_not_matter),
    "undo": given(files_of_a_practice(), st.data())(undo_leaves_what_was_there_without),
}


@pytest.mark.parametrize("law", LAWS)
def test_the_law_holds_on_a_few_practices(law: str) -> None:
    # Each example makes whole practices, so a few are what a quick run affords.
    settings(max_examples=10)(LAWS[law])()


@pytest.mark.slow
@pytest.mark.parametrize("law", LAWS)
def test_the_law_holds_on_many_practices(law: str) -> None:
    settings(max_examples=200)(LAWS[law])()
