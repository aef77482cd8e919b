"""How early names come, worked out by hand on two clients."""

from __future__ import annotations

import pandas as pd

from benchmarks.accuracy import lead
from benchmarks.accuracy.simulated import FIRST_DAY

LAST = FIRST_DAY + 700
"""The quiet client's last session; with a gap of a week the rule's day is 14 later."""


def practice(scores: dict[int, float]) -> lead._Practice:
    """Return two clients: one goes quiet and has these scores by day, one stays."""
    weeks = range(LAST - 21, LAST + 28, 7)
    rows = [
        (who, day, min(day, LAST) if who == "quiet" else day, 7.0, label, score)
        for day in weeks
        for who, label, score in (
            ("quiet", float(day >= LAST), scores.get(day, 0.0)),
            ("stays", 0.0, 0.5),
        )
    ]
    table = pd.DataFrame(
        rows,
        columns=[
            "client_id",
            "as_of_day",
            "last_day",
            "usual_gap_days",
            "went_quiet",
            "score",
        ],
    )
    misses = pd.DataFrame({"client_id": ["stays"], "start_day": [LAST - 10]})
    return lead._Practice(table, misses)


def named(made: lead._Practice, *, is_ended_by_a_miss: bool) -> list[tuple[str, int]]:
    """Return who is named on which day, counted from the last session."""
    names = lead._names(made, "score", 0.05, is_ended_by_a_miss=is_ended_by_a_miss)
    days = names["day"] - LAST
    return list(zip(names["client_id"], days, strict=True))


def test_names_rest_and_the_first_right_one_counts() -> None:
    made = practice({LAST: 0.9})

    found = lead._figures(made, "score", 0.05, is_ended_by_a_miss=False)

    # One place a week: who stays has it first, then rests for four weeks.
    assert named(made, is_ended_by_a_miss=False) == [
        ("stays", -21),
        ("quiet", -14),
        ("stays", 7),
        ("quiet", 14),
    ]
    assert (found["names"], found["precision"]) == (4, 0.5)
    assert found["caught"] == found["before"] == found["by_last"] == 1
    assert found["days"] == 28


def test_a_missed_session_ends_the_rest() -> None:
    assert named(practice({}), is_ended_by_a_miss=True) == [
        ("stays", -21),
        ("quiet", -14),
        ("stays", -7),
        ("quiet", 14),
        ("stays", 21),
    ]


def test_without_a_simulator_there_is_no_table(tmp_path: object) -> None:
    from argparse import Namespace  # noqa: PLC0415 - one test's

    from benchmarks import accuracy  # noqa: PLC0415 - one test's

    asked = Namespace(only_early=True, yardstick=tmp_path, prior=None)

    assert accuracy.run(asked) == []
