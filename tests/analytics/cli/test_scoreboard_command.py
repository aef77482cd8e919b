"""``scoreboard`` as it is typed."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from analytics.store import open_practice
from tests.support import past_record
from tests.support.log import weekly, write
from tests.support.past_record import record_of, tally

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.analytics.cli.conftest import Ran

NOW = dt.datetime(2026, 6, 1, 12)  # noqa: DTZ001 - UTC without a zone, as in the store


@pytest.fixture
def one(practice_of_the_test: Path) -> Path:
    """Write a practice whose only client stopped last summer."""
    database = open_practice(practice_of_the_test)
    slots = weekly("ana", "2025-01-06 10:00", 30)
    write(database, slots, exported="2026-06-01 12:00")
    database.close()
    return practice_of_the_test


@pytest.mark.usefixtures("one")
def test_it_is_worked_out_where_nothing_is_stored(run: Callable[..., Ran]) -> None:
    ran = run("scoreboard", "--as-of", "2026-03-02", "--json")

    assert ran.code == 0
    found = ran.json
    assert (found["as_of"], found["stored"], found["weeks"]) == (
        "2026-03-02",
        False,
        51,
    )
    assert found["from"] == "2025-03-17"
    (name,) = found["names"]
    assert name["client_id"] == "ana"
    assert name["what_happened"] == "went_quiet"
    assert name["happened_on"] == "2025-07-28"
    assert name["rule_day"] == "2025-08-11"
    assert found["missed"] == []
    assert found["list"]["what_happened"]["went_quiet"] == 1
    assert found["list"]["drifts"] == found["rule"]["caught"] == 1
    assert found["outlook"]["mode"] == "rule"


@pytest.mark.usefixtures("one")
def test_it_is_told_in_lines(run: Callable[..., Ran]) -> None:
    ran = run("scoreboard", "--as-of", "2026-03-02")

    assert ran.out.startswith("Of 1 name in the past year, 1 went quiet.\n")
    assert "1 of 1 who went quiet were named." in ran.out
    assert "rule + booking" in ran.out
    assert (
        "To learn from your own past takes 5 clients who went quiet; there is 1 so far."
    ) in ran.out


def test_the_stored_record_is_shown_unless_a_day_is_given(
    run: Callable[..., Ran], one: Path
) -> None:
    database = open_practice(one)
    past_record.put(database, record_of(tally(names=9, settled=9, quiet=4)), NOW)
    database.close()

    kept, worked_out = run("scoreboard"), run("scoreboard", "--as-of", "2026-03-02")

    assert kept.out.startswith("Of 9 names in the past year, 4 went quiet.")
    assert worked_out.out.startswith("Of 1 name in the past year, 1 went quiet.")


def test_without_a_practice_it_says_what_to_do(run: Callable[..., Ran]) -> None:
    ran = run("scoreboard")

    assert ran.code == 2
    assert ran.err
