"""One tap "sent": kept for a session ahead, once, and taken back like any entry."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from analytics import importing
from analytics.errors import BadEntryError, SessionNotFoundError
from analytics.importing import decisions
from analytics.store import entries, privacy, queries, reminder_taps, strategies
from analytics.store.check import check
from tests.analytics.small_practice import ANNA, BELA, NOW, fill

if TYPE_CHECKING:
    from pathlib import Path

    from analytics.store import Database

TODAY = NOW.date()
AHEAD, OVER = "S-5", "S-2"
WORD = "a word"


@pytest.fixture
def told(small: Database) -> Database:
    """Describe a strategy."""
    strategies.define(small, WORD, ("message:24h:personal",), now=NOW)
    return small


def kept(database: Database) -> list[tuple[object, ...]]:
    found = reminder_taps.taps(database)
    return [(tap.session_id, tap.strategy, tap.on_date) for tap in found]


def test_a_tap_is_kept_for_today(told: Database) -> None:
    reminder_taps.add(told, AHEAD, " A WORD ", now=NOW)

    assert kept(told) == [(AHEAD, WORD, TODAY)]
    assert entries.entries(told, BELA)[0].what == WORD
    assert check(told).problems == ()


def test_a_second_tap_stands_in_place_of_the_first(told: Database) -> None:
    strategies.define(told, "a call", ("call:24h:personal",), now=NOW)
    reminder_taps.add(told, AHEAD, WORD, now=NOW)
    reminder_taps.add(told, AHEAD, "a call", now=NOW)

    assert kept(told) == [(AHEAD, "a call", TODAY)]


def test_a_tap_can_be_taken_back_by_its_entry_or_its_session(told: Database) -> None:
    entries.withdraw(told, reminder_taps.add(told, AHEAD, WORD, now=NOW), now=NOW)
    assert kept(told) == []

    reminder_taps.add(told, AHEAD, WORD, now=NOW)
    assert reminder_taps.clear(told, AHEAD, now=NOW) == 1
    assert reminder_taps.clear(told, AHEAD, now=NOW) == 0
    assert kept(told) == []


def test_what_was_sent_before_a_past_session_can_be_said(told: Database) -> None:
    day_before = dt.date(2026, 11, 8)
    reminder_taps.add(told, OVER, WORD, on=day_before, now=NOW)

    assert kept(told) == [(OVER, WORD, day_before)]


@pytest.mark.parametrize(
    ("session", "strategy", "on", "said"),
    [
        (OVER, WORD, None, "has begun already"),
        (OVER, WORD, dt.date(2026, 11, 9), "not before the day of the session"),
        (OVER, WORD, dt.date(2026, 11, 12), "not before the day of the session"),
        (AHEAD, WORD, dt.date(2026, 11, 17), "still ahead"),
        (AHEAD, "a letter", None, "No strategy is called 'a letter' yet"),
        (AHEAD, "none", None, "Nothing sent is not a reminder"),
        (OVER, WORD, dt.date(206, 11, 9), "Check the year"),
    ],
)
def test_a_tap_that_cannot_be_meant_gets_a_sentence(
    told: Database, session: str, strategy: str, on: dt.date | None, said: str
) -> None:
    with pytest.raises(BadEntryError, match=said):
        reminder_taps.add(told, session, strategy, on=on, now=NOW)
    assert kept(told) == []


def test_of_a_session_that_is_not_there_nothing_is_kept(told: Database) -> None:
    with pytest.raises(SessionNotFoundError):
        reminder_taps.add(told, "S-99", WORD, now=NOW)
    with pytest.raises(SessionNotFoundError):
        reminder_taps.clear(told, "S-99", now=NOW)


def test_undoing_the_import_parks_a_tap_and_a_new_one_brings_it_back(
    told: Database, tmp_path: Path
) -> None:
    reminder_taps.add(told, AHEAD, WORD, now=NOW)
    ((import_id,),) = queries.rows(told, "select import_id from imports")
    importing.undo(told, str(import_id), now=NOW)
    assert check(told).problems == ()

    fill(told, tmp_path)

    assert kept(told) == [(AHEAD, WORD, TODAY)]


def test_a_tap_follows_the_client_in_a_merge(told: Database) -> None:
    reminder_taps.add(told, AHEAD, WORD, now=NOW)
    decisions.merge(told, BELA, ANNA, now=NOW)

    owners = queries.rows(told, "select client_id from reminder_taps")

    assert owners == [(ANNA,)]


def test_forgetting_takes_taps_along_and_an_export_shows_them(told: Database) -> None:
    reminder_taps.add(told, AHEAD, WORD, now=NOW)
    shown = privacy.export_client(told, BELA)["reminder_taps"]
    assert [row["strategy"] for row in shown] == [WORD]  # type: ignore[attr-defined]

    report = privacy.forget(told, BELA, now=NOW)

    assert report.removed["reminder_taps"] == 1
    assert kept(told) == []
    assert check(told).problems == ()
