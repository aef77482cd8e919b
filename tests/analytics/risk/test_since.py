"""What changed since last week: the largest moves, and only where the facts moved."""

from __future__ import annotations

from typing import Any

import pytest

from analytics.risk import since
from analytics.risk.since import Told

CALM: dict[str, float] = dict.fromkeys(since.FACTS, 0.0) | {
    "days_since_last": 8.0,
    "usual_gap_days": 7.0,
    "sessions_attended": 12.0,
    "is_booked": 1.0,
}


def told(adds: dict[str, float], **facts: Any) -> Told:  # noqa: ANN401 - numbers
    return Told(adds, CALM | facts)


@pytest.mark.parametrize(
    ("group", "then", "now", "said"),
    [
        ("booking", {}, {"is_booked": 0.0}, "nothing is booked any more"),
        ("booking", {"is_booked": 0.0}, {}, "a session is booked again"),
        ("booking", {}, {"next_stretch": 0.5}, "the next session is further away than"),
        ("rhythm", {}, {"days_since_last": 15.0}, "still no session after 15 days"),
        (
            "rhythm",
            {"days_since_last": 5.0},
            {"days_since_last": 12.0},
            "the usual time for a next session has passed",
        ),
        (
            "rhythm",
            {},
            {"days_since_last": 1.0, "sessions_attended": 13.0},
            "they came again",
        ),
        ("reliability", {}, {"last_missed": 1.0}, "was missed or cancelled late"),
        ("reliability", {"last_missed": 1.0}, {}, "the last session took place"),
        ("reliability", {}, {"ew_resched": 0.3}, "another session was moved"),
        ("stage", {}, {"pkg_near_end": 1.0}, "the programme is nearly over"),
        ("season", {}, {"holiday_ahead": 0.2}, "holidays lie ahead"),
        ("homework", {}, {"promises_due": 1.0}, "more homework is left undone"),
        (
            "homework",
            {"promises_due": 2.0, "promises_done": 1.0},
            {"promises_due": 3.0, "promises_done": 2.0},
            "homework was done",
        ),
        ("pulse", {"latest_view": 4.0}, {"latest_view": 2.0}, "view is lower than"),
        ("pulse", {"latest_view": 2.0}, {"latest_view": 4.0}, "view is higher than"),
        ("contact", {}, {"contact_answered": 1.0}, "they answered"),
        ("contact", {}, {"contact_answered": -1.0}, "last message was not answered"),
    ],
)
def test_a_change_is_said_by_the_client_s_own_facts(
    group: str, then: dict[str, float], now: dict[str, float], said: str
) -> None:
    found = since.sentence(told({group: 1.0}, **now), told({group: 0.0}, **then))

    assert found is not None
    assert found.startswith("Since last week: ")
    assert said in found
    assert found.endswith(".")


def test_the_two_largest_moves_are_named_largest_first() -> None:
    now = told(
        {"booking": 1.0, "rhythm": 2.0, "stage": 0.5},
        is_booked=0.0,
        days_since_last=15.0,
        pkg_near_end=1.0,
    )

    assert since.sentence(now, told({})) == (
        "Since last week: still no session after 15 days "
        "and nothing is booked any more."
    )


@pytest.mark.parametrize(
    ("now", "then"),
    [
        (told({"booking": 1.0}), told({"booking": 0.0})),
        (told({"booking": 0.1}, is_booked=0.0), told({"booking": 0.0})),
        (told({"booking": 1.0}, is_booked=0.0), None),
        (told({"stage": 1.0}), told({"stage": 0.0})),
        (told({"contact": 1.0}), told({"contact": 0.0}, contact_answered=1.0)),
        (told({"pulse": 1.0}, latest_view=2.0), told({}, latest_view=None)),
    ],
    ids=[
        "practice-moved",
        "too-small",
        "not-ranked-then",
        "no-words",
        "gone",
        "first-view",
    ],
)
def test_where_nothing_is_worth_a_word_nothing_is_said(
    now: Told, then: Told | None
) -> None:
    assert since.sentence(now, then) is None
