"""The findings as the command line prints them."""

from __future__ import annotations

import json

from analytics.reminders.as_json import as_json
from analytics.reminders.compare import compare
from analytics.reminders.contracts import Compared, Outcome
from benchmarks.reminders.made import made

KEYS = (
    "strategy sessions clients method outcome difference low high raw_difference "
    "overlap_share effective_n mde verdict refused"
).split()
COUNTS = {"sessions", "clients"}


def test_every_key_that_was_promised_is_there() -> None:
    practice = made(1_200, 3)

    printed = json.loads(
        json.dumps(as_json(compare(practice.compared)), allow_nan=False)
    )

    assert printed["since"].startswith("202")
    assert printed["baseline"] == "none"
    comparisons = printed["comparisons"]
    assert [one["outcome"] for one in comparisons] == [*Outcome]
    assert all(set(KEYS) <= one.keys() for one in comparisons)
    missed = comparisons[0]
    assert missed["low"] < missed["difference"] < missed["high"]
    assert missed["refused"] is None


def test_a_refusal_leaves_the_reason_and_no_number() -> None:
    printed = as_json(compare(made(150, 3).compared))

    missed = printed["comparisons"][0]  # type: ignore[index]
    assert missed["refused"]
    assert missed["sessions"] > 0
    for name in ("difference", "low", "high", "raw_difference", "effective_n", "mde"):
        assert missed[name] is None


def test_nothing_to_compare_is_said_for_all() -> None:
    nothing = Compared(made(150, 3).compared.sessions.iloc[:0], 24.0, {"unknown": 4})

    printed = as_json(compare(nothing))

    assert (printed["since"], printed["comparisons"]) == (None, [])
    assert printed["refused"]
    assert printed["left_out"] == {"unknown": 4}
