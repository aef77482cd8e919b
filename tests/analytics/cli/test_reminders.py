"""``reminders`` compares what it can and says of the rest why not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.analytics.cli.conftest import Ran

KEYS = {
    *("strategy", "sessions", "clients", "method", "outcome", "difference", "low"),
    *("high", "raw_difference", "overlap_share", "effective_n", "mde", "verdict"),
    "refused",
}
NUMBERS = ("difference", "low", "high", "raw_difference", "effective_n", "mde")
AT = ("--as-of", "2026-11-16")
OUTCOMES = ["missed", "cancelled_or_moved", "took_place", "still_client_60_days"]


def test_an_empty_practice_has_nothing_to_compare(run: Callable[..., Ran]) -> None:
    found = run("reminders", "--json").json

    assert found["comparisons"] == []
    assert found["refused"] == "Of no session is it known which reminder was sent."
    assert found["left_out"] == {}
    assert "from published trials" in found["first_line"]


@pytest.mark.usefixtures("small_path")
def test_all_four_outcomes_stand_together_with_the_reason(
    run: Callable[..., Ran],
) -> None:
    found = run("reminders", *AT, "--json").json

    assert (found["baseline"], found["since"]) == ("none", "2026-11-02")
    assert [one["outcome"] for one in found["comparisons"]] == OUTCOMES
    for one in found["comparisons"]:
        assert set(one) >= KEYS
        assert one["strategy"] == "text"
        assert one["refused"]
        assert [one[name] for name in NUMBERS] == [None] * len(NUMBERS)
    assert found["left_out"] == {"called_off_before": 1}


@pytest.mark.usefixtures("small_path")
def test_a_baseline_is_found_however_it_is_typed(run: Callable[..., Ran]) -> None:
    assert (
        run("reminders", *AT, "--baseline", "TEXT", "--json").json["baseline"] == "text"
    )
    unknown = run("reminders", *AT, "--baseline", "letter", "--json").json
    assert "letter" in unknown["refused"]


@pytest.mark.usefixtures("small_path")
def test_with_one_strategy_there_is_nothing_to_compare_it_with(
    run: Callable[..., Ran],
) -> None:
    ran = run("reminders", *AT, "--since", "2026-11-10")

    assert "All sessions had the same: no reminder." in ran.out
    assert "1: called off before the earliest reminder was due" in ran.out


@pytest.mark.usefixtures("small_path")
def test_a_diary_answers_for_sessions_of_which_no_file_does(
    run: Callable[..., Ran],
) -> None:
    given = ("--from", "2026-01-01", "--steps", "email:1d")
    run("strategies", "add", *given)
    by_file = run("reminders", "--as-of", "2026-12-02", "--json").json

    # S-5 of December names no reminder in its file.
    assert {one["strategy"] for one in by_file["comparisons"]} == {
        "text",
        "email 1 day",
    }


def test_a_slip_in_a_date_is_one_sentence(run: Callable[..., Ran]) -> None:
    ran = run("reminders", "--since", "last May")

    assert ran.code == 2
    assert "last May" in ran.err
