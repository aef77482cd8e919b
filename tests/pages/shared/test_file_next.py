"""What is next: in a client's file, and who comes but is stuck, on Today."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from analytics.store import entries, promises, remarks
from pages.shared import choice
from tests.pages.conftest import NOW, weekly
from tests.pages.test_words import WORDS_OF_THE_CODE

if TYPE_CHECKING:
    from collections.abc import Callable

    from analytics.contracts import ImportReport
    from analytics.store import Database
    from tests.pages.screens import Screen

    Open = Callable[[str], Screen]

TODAY = NOW.date()
HOSTILE = "<img src=x onerror=alert(1)> [pay](http://evil.example)"


@pytest.fixture
def two(import_rows: Callable[..., ImportReport]) -> None:
    """Make a practice of Rosa, who is quieter, and Bo, who comes every week."""
    import_rows(
        *weekly("Rosa Duarte"), *weekly("Bo Lind", client="c2", last_days_ago=4)
    )


def opened(screen: Open, client_id: str) -> Screen:
    page = screen("client")
    page.at.query_params["who"] = choice.token(client_id)
    page.at.run()
    return page.checked()


def leave_undone(database: Database, client_id: str) -> None:
    """Let three sessions' promises of a client stay undone."""
    for days in (32, 25, 18):
        on = TODAY - dt.timedelta(days=days)
        told = promises.Told("client", HOSTILE, due_date=on + dt.timedelta(days=3))
        promises.add(database, client_id, told, on=on, now=NOW)


def steps(database: Database, client_id: str) -> list[tuple[str, str]]:
    found = entries.entries(database, client_id)
    return [(one.kind, one.what) for one in found if one.withdrawn_at is None]


@pytest.mark.usefixtures("two")
def test_a_step_is_proposed_taken_and_taken_back(
    screen: Open, database: Database
) -> None:
    page = opened(screen, "c1")

    assert "What is next" in page.text
    assert "Say hello" in page.html
    assert "It has been much quieter than usual, and nothing is booked." in page.html
    page.press("Done today")
    assert steps(database, "c1") == [("follow_ups", "say_hello")]
    assert "You were in touch today. Leave them room to answer." in page.html
    page.press("Undo")
    assert steps(database, "c1") == []
    assert "Leave them room" not in page.html


@pytest.mark.usefixtures("two")
def test_another_step_is_chosen_and_planned(screen: Open, database: Database) -> None:
    page = opened(screen, "c1")

    pills = next(
        one for one in page.at.button_group if one.label == "Which step suits better?"
    )
    pills.set_value("understand_why").run()
    page.checked().press("Plan it for this day")

    assert steps(database, "c1") == [("planned_steps", "understand_why")]
    assert "You planned this for 17 Nov." in page.html


@pytest.mark.usefixtures("two")
def test_a_hard_step_is_a_click_further_and_no_words_go_with_it(
    screen: Open, database: Database
) -> None:
    page = opened(screen, "c2")

    assert "Take a moment to prepare in your own way." not in page.text
    pills = next(
        one for one in page.at.button_group if one.label == "A talk to think about"
    )
    assert pills.options == ["Refer to someone else"]
    pills.set_value("refer").run()
    page.checked()
    assert "Take a moment to prepare in your own way." in page.text
    assert "Not before" in page.text
    assert steps(database, "c2") == []


@pytest.mark.usefixtures("two")
def test_a_worry_stands_alone(screen: Open, database: Database) -> None:
    remarks.add(database, "c1", "worried", on=TODAY, now=NOW)

    page = opened(screen, "c1")

    assert "I am worried about them" in page.html
    labels = [one.label for one in page.at.button_group]
    assert "A talk to think about" not in labels
    assert "Which step suits better?" not in labels


@pytest.mark.usefixtures("two")
def test_nothing_is_due_for_who_does_not_want_to_come_back(
    screen: Open, database: Database
) -> None:
    entries.add_ending(
        database, "c1", "ended_by_client", on=TODAY, may_return="no", now=NOW
    )

    page = opened(screen, "c1")

    assert "It was said that they do not come back. Nothing is due." in page.html
    assert "Done today" not in page.buttons


@pytest.mark.usefixtures("two")
def test_who_comes_but_is_stuck_stands_on_a_list_of_their_own(
    screen: Open, database: Database
) -> None:
    leave_undone(database, "c2")

    today = screen("today")

    assert "Coming, but stuck" in today.text
    assert "what was agreed in the last three sessions is still open" in today.html
    assert "onerror" not in today.html
    assert not WORDS_OF_THE_CODE.findall(today.text)
    today.press("Talked about it")
    assert ("follow_ups", "talk_about_it") in steps(database, "c2")
    assert "was talked to today." in today.html
    assert "still open" not in today.html
    today.press("Undo")
    assert "still open" in today.html


@pytest.mark.usefixtures("two")
def test_a_practice_where_nobody_is_stuck_has_no_such_list(screen: Open) -> None:
    assert "Coming, but stuck" not in screen("today").text
