"""What is said of homework, views, contacts and notice where they speak for a score."""

from __future__ import annotations

import pytest

from analytics.facts.features import NAMES
from analytics.risk import contributions
from analytics.risk.contributions import GROUPS


def test_every_feature_is_in_one_group_with_words() -> None:
    grouped = [name for names in GROUPS.values() for name in names]

    assert sorted(grouped) == sorted([*NAMES, "visits_log_odds"])
    assert set(contributions._WORDS) == set(GROUPS)


@pytest.mark.parametrize(
    ("due", "done", "said"),
    [
        (4, 2, "2 of the last 4 promises done."),
        (4, 0, "None of the last 4 promises done."),
        (1, 0, "The last promise was not done."),
        (1, 1, "The last promise was done."),
        (0, 0, "No homework that was due."),
    ],
)
def test_of_homework(due: int, done: int, said: str) -> None:
    row = {"promises_due": due, "promises_done": done}

    assert contributions._homework(row) == said


@pytest.mark.parametrize(
    ("count", "latest", "change", "said"),
    [
        (3, 2.0, -1.5, "Your latest view of a session was 2 of 5, lower than before."),
        (2, 2.5, 0.0, "Your latest view of a session was 2.5 of 5."),
        (0, float("nan"), 0.0, "No view of a session of late."),
    ],
)
def test_of_views(count: int, latest: float, change: float, said: str) -> None:
    row = {"count_views": count, "latest_view": latest, "pulse_change": change}

    assert contributions._pulse(row) == said


@pytest.mark.parametrize(
    ("answered", "said"),
    [
        (1, "The last message was answered."),
        (-1, "The last message was not answered."),
        (0, "No message since the last session of which the answer is known."),
    ],
)
def test_of_contacts(answered: int, said: str) -> None:
    assert contributions._contact({"contact_answered": answered}) == said


@pytest.mark.parametrize(
    ("notice", "said"),
    [
        (0.3, "Sessions were called off well ahead."),
        (-0.3, "Sessions were called off at short notice."),
        (0.0, "Sessions missed, cancelled or moved of late."),
    ],
)
def test_of_notice(notice: float, said: str) -> None:
    row = {"last_missed": 0.0, "miss_trend": -0.1, "notice_given": notice}

    assert contributions._reliability(row) == said
