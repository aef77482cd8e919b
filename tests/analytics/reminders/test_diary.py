"""The diary says of each day what was in force, or that it had just been changed."""

from __future__ import annotations

import datetime as dt

from analytics.periods import EPOCH
from analytics.reminders import diary
from analytics.reminders.diary import DiaryDay
from analytics.store.strategies import Span

NOW = dt.datetime(2026, 11, 16)  # noqa: DTZ001 - UTC without a zone, as in the store
FOREVER = 2**31 - 1
ADA = ("Ada", "Coaching")


def span(
    strategy: str,
    first: int,
    until: int | None = None,
    *,
    service: str | None = None,
    coach: str | None = None,
) -> Span:
    """An entry whose days are day numbers."""
    from_date = EPOCH + dt.timedelta(days=first)
    until_date = None if until is None else EPOCH + dt.timedelta(days=until)
    name = f"e-{strategy}-{first}"
    return Span(name, strategy, service, coach, from_date, until_date, NOW)


def said(*spans: Span, place: tuple[str, str] = ADA, lead: float = 0) -> list[object]:
    found = diary.days(spans, [place], 1000, lead)
    return [(one.strategy, one.from_day, one.until_day) for one in found]


def test_without_entries_nothing_is_said() -> None:
    assert said() == []
    assert diary.days([span("a", 1)], [], 1000, 24) == []


def test_an_entry_for_fewer_sessions_stands_over_one_for_more() -> None:
    spans = (
        span("all", 0),
        span("coach", 10, 50, coach="Ada"),
        span("service", 20, 40, service="Coaching"),
        span("both", 30, 35, service="Coaching", coach="Ada"),
    )

    assert said(*spans) == [
        ("all", 0, 10),
        ("coach", 10, 20),
        ("service", 20, 30),
        ("both", 30, 35),
        ("service", 35, 40),
        ("coach", 40, 50),
        ("all", 50, FOREVER),
    ]
    assert said(*spans, place=("Ben", "Intro")) == [("all", 0, FOREVER)]
    assert said(*spans, place=("", "")) == [("all", 0, FOREVER)]


def test_days_between_entries_are_not_known() -> None:
    assert said(span("a", 0, 10), span("b", 20, 30)) == [("a", 0, 10), ("b", 20, 30)]


def test_one_strategy_on_neighbouring_days_was_never_changed() -> None:
    spans = (span("a", 0, 10), span("a", 10, 20), span("b", 20))

    assert said(*spans) == [("a", 0, 20), ("b", 20, FOREVER)]


def test_a_change_is_settled_after_the_longest_lead() -> None:
    found = diary.days([span("a", 0, 10), span("b", 10)], [ADA], 1000, 50)

    assert found == [
        DiaryDay("Ada", "Coaching", "a", 0, 3, 10),
        DiaryDay("Ada", "Coaching", "b", 10, 13, FOREVER),
    ]


def test_what_begins_later_is_not_known_yet() -> None:
    spans = [span("a", 0, 10), span("b", 10)]

    found = diary.days(spans, [ADA], 9, 24)

    assert [one.strategy for one in found] == ["a"]
