"""The newest stored record is found, and no other."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from analytics.risk import record, words
from analytics.risk.fates import AHEAD_DAYS
from analytics.risk.listing import SNOOZE_DAYS
from analytics.risk.past_weeks import MOST_WEEKS
from analytics.store import scores
from tests.support import past_record
from tests.support.past_record import record_of, tally

if TYPE_CHECKING:
    from analytics.store import Database

NOW = dt.datetime(2026, 3, 3, 8)  # noqa: DTZ001 - UTC without a zone, as in the store


def test_before_the_first_run_there_is_none(database: Database) -> None:
    assert record.stored(database) is None


def test_the_newest_is_found_and_none_of_a_later_day(database: Database) -> None:
    older = record_of(tally(names=1))
    newer = replace(record_of(tally(names=2)), as_of_day=older.as_of_day + 7)
    past_record.put(database, newer, NOW)
    past_record.put(database, older, NOW)

    newest = record.stored(database)
    earlier = record.stored(database, older.as_of_day + 6)

    assert newest is not None
    assert newest.record == newer
    assert earlier is not None
    assert earlier.record == older
    assert record.stored(database, older.as_of_day - 1) is None


def test_a_run_without_a_record_is_passed_over(database: Database) -> None:
    past_record.put(database, record_of(tally(names=1)), NOW)
    kept = record.stored(database)
    assert kept is not None
    bare = replace(
        kept.model,
        model_id=scores.new_id(),
        as_of_day=kept.model.as_of_day + 1,
        card={},
    )
    with database.write() as cursor:
        scores.add(cursor, scores.Run(bare))

    assert record.stored(database) == kept


@pytest.mark.parametrize("weeks", [0, 52])
def test_json_holds_all_but_the_names(weeks: int) -> None:
    made = record_of(
        tally(precision=(0.1, 0.9), lead_days=(1.0, 2.0, 3.0)), weeks=weeks
    )

    assert record.from_json(record.to_json(made)) == made


@pytest.mark.parametrize(
    "sentence",
    [
        f"*raised* from {words.RAISED_FROM}; *high* from {words.HIGH_FROM}",
        f"left alone for {SNOOZE_DAYS} days",
        f"the last {MOST_WEEKS} weeks",
        f"most {AHEAD_DAYS} days after the showing",
    ],
)
def test_definitions_say_the_numbers_of_the_code(sentence: str) -> None:
    text = (Path(__file__).parents[3] / "docs" / "definitions.md").read_text("utf-8")

    assert sentence in text
