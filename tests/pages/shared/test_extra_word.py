"""On Today: the bookings an extra word is due for, and one tap that it is sent."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from analytics.reminders.trial.arms import by_client
from analytics.store import open_practice, reminder_taps, trials
from pages.shared import extra_word
from tests.pages.conftest import NOW
from tests.pages.screens import Screen
from tests.pages.test_words import WORDS_OF_THE_CODE

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from analytics.contracts import ImportReport

HOSTILE = "<img src=x onerror=go(1)>"


@pytest.fixture
def underway(practice_of_the_test: Path, test_underway: Path) -> Path:
    """Let a test be in its tenth week."""
    shutil.copyfile(test_underway, practice_of_the_test)
    return practice_of_the_test


def names_on_list(today: Screen) -> set[str]:
    """Return the names on the cards that the lot put there."""
    bodies = [found.proto.body for found in today.at.get("html")]
    cards = [body for body in bodies if "By lot, in the fair test." in body]
    return {card.split('class="dl-name">')[1].split("</b>")[0] for card in cards}


def test_only_those_drawn_for_it_stand_on_the_list(
    underway: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(extra_word, "AT_ONCE", 4)
    database = open_practice(underway)
    arms = by_client(database)
    database.close()
    today = Screen("today").press("Show 6 more bookings")

    text = today.text
    drawn = {f"Client {int(c.split('-')[1]):02d}" for c in arms if arms[c] == "b"}
    assert "Ten bookings are due an extra word." in text
    assert names_on_list(today) == drawn
    assert "left out on purpose" in text
    assert "these clients get the usual reminders only" in text
    assert "Which one" not in text
    assert not WORDS_OF_THE_CODE.findall(text)


def test_sent_and_taken_back(underway: Path) -> None:
    today = Screen("today").press("Sent")

    assert "Nine bookings are due an extra word." in today.text
    assert "has an extra word for" in today.text
    assert ", sent today." in today.text
    database = open_practice(underway)
    assert [tap.strategy for tap in reminder_taps.taps(database)] == ["the extra word"]
    database.close()

    today.press("Undo")

    assert "Ten bookings are due an extra word." in today.text


def test_who_is_new_is_drawn_when_the_file_is_in(
    underway: Path, import_rows: Callable[..., ImportReport]
) -> None:
    import_rows(
        "n-1,C-new,Nora Neu,n@example.org,Ana Sol,Coaching,"
        f"{NOW:%Y}-11-20T10:00:00Z,60,{NOW:%Y}-11-15T10:00:00Z,scheduled"
    )
    Screen("today")

    database = open_practice(underway)
    rows = trials.assignments(database, trials.trials(database)[0].trial_id)
    database.close()
    assert "C-new" in {row.client_id for row in rows}


def test_a_coach_adds_a_booking_of_their_own_choice(
    import_rows: Callable[..., ImportReport],
) -> None:
    import_rows(
        f"s-1,c-1,Ana {HOSTILE},a@example.org,Ana Sol,Coaching,"
        "2026-11-18T10:00:00Z,60,2026-11-09T10:00:00Z,scheduled"
    )
    today = Screen("today")
    assert "due an extra word" not in today.text

    today.at.selectbox(key="word-for").set_value("s-1").run()

    text = today.checked().text
    assert "One booking is due an extra word." in text
    assert "Your own choice." in text
    assert HOSTILE not in today.html
    today.press("Sent")
    assert "Every extra word of the coming days is sent." in today.text


@pytest.mark.parametrize(
    ("due", "sent", "said"),
    [
        (1, 0, "One booking is due an extra word."),
        (14, 3, "14 bookings are due an extra word."),
        (0, 3, "Every extra word of the coming days is sent."),
        (0, 0, "No extra word is due in the coming days."),
    ],
)
def test_the_headline(due: int, sent: int, said: str) -> None:
    assert extra_word.headline(due, sent) == said
