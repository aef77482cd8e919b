"""The parts of the model, each for itself."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest

from analytics.simulate.agenda import Absence, Agenda
from analytics.simulate.catalogue import (
    EMAIL_REMINDER,
    OPEN_COACHING,
    TEXT_REMINDER,
    currency_in,
)
from analytics.simulate.diary import Diary, Span, at_hour
from analytics.simulate.moods import AT_EASE, STOPPING, Ebb, chances
from analytics.simulate.names import NOTABLE, first_and_last, invent_people
from analytics.simulate.slots import Slot, cancelled, moment_between, notice_given
from analytics.simulate.stories import SHARES, apportion

MONDAY = dt.date(2026, 3, 2)
TUESDAY = dt.date(2026, 3, 3)


def rng() -> np.random.Generator:
    return np.random.default_rng(7)


# -- stories -------------------------------------------------------------------------


def test_shares_of_the_stories_make_a_whole() -> None:
    assert sum(SHARES.values()) == pytest.approx(1)


@pytest.mark.parametrize("clients", [1, 2, 7, 60, 101])
def test_every_client_gets_one_story(clients: int) -> None:
    assert len(apportion(clients)) == clients


def test_a_single_client_stays() -> None:
    assert apportion(1) == ["steady"]


# -- moods ---------------------------------------------------------------------------


def test_chances_at_both_ends_are_the_named_ones() -> None:
    assert chances(0, 0, EMAIL_REMINDER) == AT_EASE
    assert chances(1, 0, EMAIL_REMINDER) == STOPPING


def test_a_text_spares_two_in_five_missed_sessions() -> None:
    assert chances(0, 0, TEXT_REMINDER).missed == pytest.approx(0.6 * 0.035)


def test_the_most_careless_client_still_comes_now_and_then() -> None:
    worst = chances(1, 10, EMAIL_REMINDER)

    assert worst.missed <= 0.4
    assert worst.cancelled <= 0.4


@pytest.mark.parametrize(
    ("days_later", "recovers", "ebb"),
    [(-1, True, 0), (0, True, 0), (5, True, 0.3), (10, True, 0), (10, False, 0.6)],
)
def test_an_ebb_is_a_ramp(days_later: int, recovers: bool, ebb: float) -> None:
    until = MONDAY + dt.timedelta(days=10)
    ramp = Ebb(MONDAY, until, 0.6, recovers=recovers)

    assert ramp.on(MONDAY + dt.timedelta(days=days_later)) == pytest.approx(ebb)


# -- calendars -----------------------------------------------------------------------


def test_a_taken_hour_gives_the_next_free_one() -> None:
    diary = Diary((), frozenset())

    assert diary.take(MONDAY, 18) == at_hour(MONDAY, 18)
    assert diary.take(MONDAY, 18) == at_hour(MONDAY, 8)


def test_a_full_day_is_overbooked() -> None:
    diary = Diary((), frozenset())
    for hour in range(8, 19):
        diary.take(MONDAY, hour)

    assert diary.take(MONDAY, 9) == at_hour(MONDAY, 9)


def test_holidays_are_stepped_over_by_whole_weeks() -> None:
    diary = Diary((Span(MONDAY, MONDAY + dt.timedelta(days=10)),), frozenset())
    agenda = Agenda(diary, ())

    assert agenda.open_day(TUESDAY, MONDAY) == TUESDAY + dt.timedelta(days=14)


def test_an_absence_counts_once_it_was_told() -> None:
    absence = Absence(TUESDAY, TUESDAY + dt.timedelta(days=1), told_on=MONDAY)
    agenda = Agenda(Diary((), frozenset()), (absence,))

    assert agenda.open_day(TUESDAY, MONDAY - dt.timedelta(days=1)) == TUESDAY
    assert agenda.open_day(TUESDAY, MONDAY) == TUESDAY + dt.timedelta(days=7)


# -- slots ---------------------------------------------------------------------------


def slot(hours_ahead: int) -> Slot:
    starts_at = at_hour(TUESDAY, 10)
    booked_at = starts_at - dt.timedelta(hours=hours_ahead)
    return Slot(0, OPEN_COACHING, booked_at, starts_at, TUESDAY, EMAIL_REMINDER)


@pytest.mark.parametrize(
    ("notice_hours", "by", "outcome"),
    [
        (24, "client", "cancelled"),
        (23.9, "client", "late_cancelled"),
        (1, "coach", "cancelled_by_coach"),
    ],
)
def test_short_notice_by_the_client_is_late(
    notice_hours: float, by: str, outcome: str
) -> None:
    booked = slot(hours_ahead=48)
    at = booked.starts_at - dt.timedelta(hours=notice_hours)

    assert cancelled(booked, at, by).outcome == outcome


@pytest.mark.parametrize("hours_ahead", [1, 20, 400])
@pytest.mark.parametrize("late_share", [0, 1])
def test_word_comes_after_the_booking_and_before_the_start(
    hours_ahead: int, late_share: float
) -> None:
    booked = slot(hours_ahead)
    dice = rng()
    for _ in range(50):
        at = notice_given(booked, late_share, dice)
        assert booked.booked_at < at < booked.starts_at


def test_no_room_between_two_moments_gives_the_next_minute() -> None:
    ten = at_hour(MONDAY, 10)

    assert moment_between(ten, ten, rng()) == at_hour(MONDAY, 10, 1)


# -- people --------------------------------------------------------------------------


def test_a_large_practice_has_distinct_addresses() -> None:
    people = invent_people(3000, "Europe/Zurich", rng())

    assert len({one.email for one in people}) == 3000
    assert all(one.email.isascii() for one in people)


def test_a_demo_has_every_notable_name() -> None:
    names = {one.name for one in invent_people(60, "Europe/Zurich", rng())}

    assert {name for name, _ in NOTABLE} <= names


@pytest.mark.parametrize(
    ("name", "first", "last"),
    [
        ("Kestrel", "Kestrel", ""),
        ("José Luis Peñabrava", "José", "Luis Peñabrava"),
    ],
)
def test_the_first_word_is_the_first_name(name: str, first: str, last: str) -> None:
    assert first_and_last(name) == (first, last)


@pytest.mark.parametrize(
    ("zone", "currency"),
    [("Europe/Zurich", "CHF"), ("America/New_York", "USD"), ("Europe/Rome", "EUR")],
)
def test_the_currency_goes_by_the_zone(zone: str, currency: str) -> None:
    assert currency_in(zone) == currency
