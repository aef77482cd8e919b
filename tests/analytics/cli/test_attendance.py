"""`attendance`: the keys promised, as of a day, of a part of the practice."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.analytics.cli.conftest import Ran

PROMISED = (
    "key booked attended no_show late_cancelled cancelled cancelled_by_coach "
    "rescheduled unknown presumed excused rate low high open"
).split()

OUTCOMES = PROMISED[2:9]

KINDS = ["week", "month", "coach", "service", "weekday", "hour"]


@pytest.mark.parametrize("by", KINDS)
def test_by_each_kind(run: Callable[..., Ran], small_path: Path, by: str) -> None:
    assert small_path.exists()

    found = run("attendance", "--by", by, "--as-of", "2026-11-15", "--json").json

    assert (found["as_of"], found["by"]) == ("2026-11-15", by)
    rows = found["rows"]
    assert [list(row)[: len(PROMISED)] for row in rows] == [PROMISED] * len(rows)
    assert sum(row["attended"] for row in rows) == 1
    assert sum(row["no_show"] for row in rows) == 1
    rates = [row["rate"] for row in rows if row["n"]]
    assert all(0 <= rate <= 1 for rate in rates)
    told = run("attendance", "--by", by, "--as-of", "2026-11-15").out
    assert told.startswith(by)
    assert "50% " in told or "100%" in told


@pytest.mark.parametrize("by", KINDS)
def test_booked_is_the_sum_of_the_outcomes(
    run: Callable[..., Ran], small_path: Path, by: str
) -> None:
    assert small_path.exists()

    rows = run("attendance", "--by", by, "--as-of", "2026-11-15", "--json").json["rows"]

    for row in rows:
        assert row["booked"] == sum(row[outcome] for outcome in OUTCOMES)
        # What is still ahead stands beside it.
        assert row["sessions"] == row["booked"] + row["scheduled"]
        assert row["presumed"] <= row["attended"]
    assert sum(row["booked"] for row in rows) == 4
    assert sum(row["scheduled"] for row in rows) == 1


def test_keys_of_before_are_still_there(
    run: Callable[..., Ran], small_path: Path
) -> None:
    assert small_path.exists()

    (row, *_) = run("attendance", "--json").json["rows"]

    assert row["group"] == row["key"] == "2026-11-02"
    assert row["is_open"] is row["open"] is False
    assert row.keys() >= {"n", "late_not_known", "clients", "n_effective"}


@pytest.mark.parametrize(
    ("words", "booked"),
    [
        (("--coach", "Davi"), 2),
        (("--service", "Coaching"), 2),
        (("--from", "2026-11-09", "--to", "2026-11-12"), 2),
        (("--to", "2026-11-09"), 1),
        (("--standing", "paused"), 0),
        (("--standing", "active", "--coach", "Marit"), 2),
    ],
)
def test_a_part_of_the_practice(
    run: Callable[..., Ran], small_path: Path, words: tuple[str, ...], booked: int
) -> None:
    assert small_path.exists()

    found = run("attendance", "--as-of", "2026-11-15", "--json", *words).json["rows"]

    assert sum(row["booked"] for row in found) == booked


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--coach", "Nobody"), "No session is with the coach 'Nobody'."),
        (("--service", "Nothing"), "No session is with the service 'Nothing'."),
        (("--from", "soon"), "'soon' is not a date."),
        (("--from", "2026-11-09", "--to", "2026-11-09"), "No day lies from 2026-11-09"),
        (("--standing", "bored"), "Argument --standing: invalid choice: 'bored'"),
    ],
)
def test_a_part_that_cannot_be_meant(
    run: Callable[..., Ran], small_path: Path, words: tuple[str, ...], said: str
) -> None:
    assert small_path.exists()

    ran = run("attendance", *words)

    assert ran.code == 2
    assert ran.err.startswith(said)


def test_open_week_is_marked(run: Callable[..., Ran], small_path: Path) -> None:
    assert small_path.exists()
    assert "* not over yet" in run("attendance").out
    assert "Monday" in run("attendance", "--by", "weekday").out


def test_of_an_empty_practice(run: Callable[..., Ran]) -> None:
    assert run("attendance", "--json").json["rows"] == []
    assert "Nothing has been imported yet" in run("attendance").out
