"""The extra word: whose bookings it is due for, and what a tap keeps."""

from __future__ import annotations

import datetime as dt
import shutil
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from analytics.errors import BadEntryError, StoredPlanChangedError
from analytics.facts import default_as_of
from analytics.playbook import EXTRA_WORDS
from analytics.reminders.trial import plan_file, running
from analytics.reminders.trial.arms import by_client
from analytics.reports.extra_word import blanks, extra_words, keep_sent, key_of_words
from analytics.reports.this_week import ThisWeek, Upcoming
from analytics.store import entries, open_practice, reminder_taps, strategies
from analytics.store.strategies import Scope
from tests.support.log import Slot, ahead, weekly, write

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from analytics.reports.extra_word import Booking, ExtraWords
    from analytics.store import Database

NOW = dt.datetime(2026, 11, 16, 9)  # noqa: DTZ001 - UTC, as the store keeps it


@pytest.fixture
def tested(practice_of_the_test: Path, test_underway: Path) -> Iterator[Database]:
    """Open a practice with a test in its tenth week."""
    shutil.copyfile(test_underway, practice_of_the_test)
    opened = open_practice(practice_of_the_test)
    yield opened
    opened.close()


def look(
    database: Database, week: ThisWeek | None = None, *, now: dt.datetime = NOW
) -> ExtraWords:
    return extra_words(database, default_as_of(database, now), week, now=now)


def worth_a_word(bookings: tuple[Booking, ...]) -> ThisWeek:
    """Return a run that says of each of these bookings that it is worth a word."""
    named = tuple(
        Upcoming(
            session_id=one.session_id,
            client_id=one.client_id,
            name=one.name,
            coach=one.coach,
            starts_at=one.starts_at,
            probability=0.3,
            interval=(0.2, 0.4),
            is_worth_a_word=True,
            about="first session",
            based_on=(),
        )
        for one in bookings
    )
    return ThisWeek("percent", "", NOW.date(), named, None)


def of(database: Database, *slots: Slot, exported: str = "2026-11-16 08:00") -> None:
    write(database, slots, exported=exported)


def test_an_empty_practice_has_nothing_due(database: Database) -> None:
    assert look(database).bookings == ()


def test_without_a_run_and_a_test_the_coach_alone_decides(database: Database) -> None:
    of(
        database,
        *weekly("C-1", "2026-10-05 10:00", 5),
        ahead("C-1", "2026-11-18 10:00", "2026-11-09 10:00"),
        ahead("C-1", "2026-11-25 10:00", "2026-11-09 10:00"),
    )
    found = look(database)

    (booking,) = found.bookings
    assert (booking.is_due, booking.is_free, booking.is_first) == (False, True, False)
    assert found.until_day == dt.date(2026, 11, 23)
    assert found.plan is None


def test_without_a_test_the_second_model_decides(database: Database) -> None:
    of(database, ahead("C-1", "2026-11-18 10:00", "2026-11-09 10:00"))
    first = look(database)
    (booking,) = look(database, worth_a_word(first.bookings)).bookings

    assert (booking.is_due, booking.is_free, booking.is_first) == (True, False, True)


def test_the_lot_decides_while_a_test_runs(tested: Database) -> None:
    arms = by_client(tested)
    first = look(tested)
    found = look(tested, worth_a_word(first.bookings))

    due = {one.client_id for one in found.bookings if one.is_due}
    assert due == {one for one in arms if arms[one] == "b"}
    # However likely a booking of arm a is to be missed, it is left out.
    assert {one.client_id for one in found.left_out} == set(arms) - due
    assert not any(one.is_due or one.is_free for one in found.left_out)


def test_whole_weeks_of_a_tool_s_setting_leave_the_word_to_the_model(
    tested: Database,
) -> None:
    running.stop(tested, None, NOW, None)
    as_of = default_as_of(tested, NOW)
    starts_on = dt.date(2026, 11, 17)
    for arm_b, is_by_lot in (("two texts", False), (running.ARM_B, True)):
        wish = running.Wish(starts_on, "week", 0.15, "5f" * 32, arm_b=arm_b)
        plan = running.propose(tested, wish, as_of, NOW).plan
        plan = replace(plan, trial_id=f"t-{is_by_lot}")
        sha256 = plan_file.hash_of(plan_file.canonical(plan))
        running.set_up(tested, plan, sha256, as_of, NOW)
        assert (look(tested).plan is not None) == is_by_lot
        running.stop(tested, plan.trial_id, NOW, None)


def test_a_plan_changed_in_the_file_is_said(tested: Database) -> None:
    with tested.write() as cursor:
        cursor.execute("update trials set plan = replace(plan, '0.15', '0.05')")
    with pytest.raises(StoredPlanChangedError):
        look(tested)


def test_one_tap_keeps_what_was_sent_and_can_be_taken_back(tested: Database) -> None:
    found = look(tested)
    booking = next(one for one in found.bookings if one.is_due)
    entry_id = keep_sent(tested, booking, found.plan, now=NOW)

    (tap,) = reminder_taps.taps(tested)
    assert (tap.session_id, tap.strategy) == (booking.session_id, running.ARM_B)
    again = {one.session_id: one for one in look(tested).bookings}[booking.session_id]
    assert again.sent == tap
    assert not again.is_due

    entries.withdraw(tested, entry_id, now=NOW)
    back = {one.session_id: one for one in look(tested).bookings}[booking.session_id]
    assert back.is_due


def test_a_session_that_has_begun_meanwhile_takes_no_word(tested: Database) -> None:
    found = look(tested)
    booking = found.bookings[0]
    later = booking.starts_at + dt.timedelta(minutes=5)

    with pytest.raises(BadEntryError, match="begun already"):
        keep_sent(tested, booking, found.plan, now=later)
    assert booking.session_id not in {
        one.session_id for one in look(tested, now=later).bookings
    }


@pytest.mark.parametrize(
    ("steps", "wanted"),
    [
        (("email:3d",), "email:72h:plain + message:24h:personal"),
        (("email:3d", "text:4h:personal"), "email:72h:plain + text:4h:personal"),
        ((), "message:24h:personal"),
    ],
)
def test_the_tap_names_what_the_tool_sends_and_the_word(
    database: Database, steps: tuple[str, ...], wanted: str
) -> None:
    of(
        database,
        ahead("C-1", "2026-11-18 10:00", "2026-11-09 10:00"),
        replace(ahead("C-2", "2026-11-18 11:00", "2026-11-09 10:00"), coach="Bo"),
    )
    strategies.add(
        database,
        None if steps else "none",
        steps,
        scope=Scope(coach="Ada"),
        from_date=dt.date(2026, 9, 1),
        now=NOW,
    )
    ada, bo = look(database).bookings
    for booking in (ada, bo):
        keep_sent(database, booking, None, now=NOW)

    names = {tap.session_id: tap.strategy for tap in reminder_taps.taps(database)}
    bundles = {
        one.name: " + ".join(map(str, one.steps)) for one in strategies.known(database)
    }
    assert bundles[names[ada.session_id]] == wanted
    # Of Bo's sessions the diary says nothing.
    assert bundles[names[bo.session_id]] == "message:24h:personal"


@pytest.mark.parametrize(
    ("starts", "said"),
    [
        ("2026-11-16 10:00", "our session today."),
        ("2026-11-17 10:00", "our session tomorrow."),
        ("2026-11-19 10:00", "our session on Thursday."),
    ],
)
def test_the_words_say_when(database: Database, starts: str, said: str) -> None:
    of(
        database,
        Slot("C-1", "2026-11-02 10:00"),
        ahead("C-1", starts, "2026-11-09 10:00"),
        ahead("C-2", starts, "2026-11-09 10:00"),
    )
    found = look(database)
    texts = {
        one.client_id: EXTRA_WORDS[key_of_words(one)].draft(blanks(one, found.today))
        for one in found.bookings
    }

    assert said in texts["C-1"]
    assert said.replace("our session", "meeting you") in texts["C-2"]
    assert "Ada" in texts["C-1"]
