"""`retention`: the keys promised, and numbers that can be followed by hand."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from tests.support.log import Slot, weekly, write

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from analytics.store import Database
    from tests.analytics.cli.conftest import Ran

KEYS = {
    "as_of",
    "horizon_rule",
    "clients",
    "start_unknown",
    "start_unknown_counted",
    "confirmed_endings",
    "all_endings",
    "begins_day",
    "curve",
    "endings",
    "cohorts",
    "month3",
}


@pytest.fixture
def demo_path(practice_of_the_test: Path, demo_file: Path) -> Path:
    shutil.copyfile(demo_file, practice_of_the_test)
    return practice_of_the_test


@pytest.mark.usefixtures("demo_path")
def test_the_demo_has_the_promised_keys(run: Callable[..., Ran]) -> None:
    found = run("retention", "--json").json

    assert found.keys() == KEYS
    assert found["horizon_rule"] == "3 usual gaps, at least 28 days, nothing booked"
    assert 0 < found["confirmed_endings"] < found["all_endings"] <= found["clients"]
    curve = found["curve"]
    assert [point["day"] for point in curve] == sorted(p["day"] for p in curve)
    values = [point["survival"] for point in curve]
    assert values == sorted(values, reverse=True)
    for point in curve:
        assert point.keys() == {
            *("day", "at_risk", "survival", "low", "high", "survival_confirmed")
        }
        assert point["survival"] <= point["survival_confirmed"]
        assert point["low"] is None or point["low"] <= point["survival"]
    for ending in found["endings"]:
        assert ending.keys() == {"day", "ending", "confirmed", "incidence"}
    last: dict[object, float] = {}
    for ending in found["endings"]:
        last[ending["ending"], ending["confirmed"]] = ending["incidence"]
    assert 0 < sum(last.values()) < 1
    assert found["cohorts"][0].keys() == {
        *("cohort", "n", "month", "retained", "complete")
    }
    assert found["month3"][0].keys() >= {"period", "n", "value", "low", "high"}


def test_by_hand(run: Callable[..., Ran], database: Database) -> None:
    # Two of four stop on 26 January, the 21st day; after 28 days of silence, on day 50,
    # they are gone. The other two come until the end.
    slots = [
        slot
        for client, count in (("a", 4), ("b", 4), ("c", 20), ("d", 20))
        for slot in weekly(client, "2026-01-05 10:00", count)
    ]
    write(database, [Slot("e", "2026-01-05 10:00", "no_show"), *slots])
    database.close()

    found = run("retention", "--as-of", "2026-05-18", "--json").json

    assert (found["all_endings"], found["confirmed_endings"]) == (2, 0)
    assert [(p["day"], p["at_risk"], p["survival"]) for p in found["curve"]] == [
        (0, 4, 1.0),
        (50, 4, 0.5),
    ]
    assert [(p["day"], p["incidence"]) for p in found["endings"]] == [(50, 0.5)]
    assert (found["start_unknown"], found["start_unknown_counted"]) == (4, True)


@pytest.mark.usefixtures("demo_path")
def test_in_words(run: Callable[..., Ran]) -> None:
    found = run("retention").out

    assert "clients are still with you after three months, between " in found
    assert " after a year: " in found
    assert "endings are not confirmed." in found
    assert "Gone means away longer than 3 usual gaps" in found
    assert "months  watched" in found


@pytest.mark.usefixtures("demo_path")
def test_another_horizon(run: Callable[..., Ran]) -> None:
    found = run("retention", "--gaps", "6", "--json").json

    assert found["horizon_rule"].startswith("6 usual gaps")


def test_an_empty_practice(run: Callable[..., Ran]) -> None:
    found = run("retention", "--json")

    assert found.code == 0
    assert found.json["curve"] == found.json["endings"] == found.json["cohorts"] == []
    assert run("retention").out.startswith("Nobody has come yet.")


@pytest.mark.parametrize("typed", ["0.5", "13", "many"])
def test_no_number_of_gaps(run: Callable[..., Ran], typed: str) -> None:
    found = run("retention", "--gaps", typed)

    assert found.code == 2
    assert "--gaps" in found.err
