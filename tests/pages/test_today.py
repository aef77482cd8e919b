"""Today: the list, its buttons, and what stands below it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from analytics import importing
from analytics.store import answers, entries
from pages.shared import state
from tests.pages.conftest import weekly

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from streamlit.testing.v1.element_tree import ButtonGroup

    from analytics.contracts import ImportReport
    from analytics.store import Database
    from tests.pages.screens import Screen

    Open = Callable[[str], Screen]


def kept(database: Database, client_id: str = "c1") -> list[tuple[str, str]]:
    """Return what stands entered about a client: kind and what."""
    found = entries.entries(database, client_id)
    return [(entry.kind, entry.what) for entry in found if entry.withdrawn_at is None]


def by_label(today: Screen, label: str) -> ButtonGroup[str]:
    """Return the choice under a label."""
    return next(one for one in today.at.button_group if one.label == label)


def test_empty_practice_is_told_what_to_do_next(screen: Open) -> None:
    today = screen("today")

    assert today.title == "Welcome to Driftline"
    assert today.buttons == [
        "Import an export of Calendly, Acuity or another tool",
        "Open the demo",
    ]


def test_demo_button_fills_the_empty_practice(screen: Open) -> None:
    today = screen("today").press("Open the demo")

    assert "may be worth a hello this week." in today.title
    assert "Contacted" in today.buttons


@pytest.mark.usefixtures("one_client")
def test_one_client_with_evidence_and_a_dated_step(screen: Open) -> None:
    today = screen("today")

    assert today.title == "One person may be worth a hello this week."
    assert "Rosa Duarte" in today.html
    assert "21 days since the last session, usually 7." in today.html
    assert "Data are from" in today.text
    assert "By rule" in today.text
    assert "Say hello" in today.html


@pytest.mark.usefixtures("one_client")
@pytest.mark.parametrize(
    ("button", "entry", "said"),
    [
        ("Contacted", ("follow_ups", "say_hello"), "was contacted today."),
        ("Finished", ("endings", "completed"), "has finished."),
        ("Keep this day", ("absences", "away"), "is away until"),
    ],
)
def test_one_tap_is_kept_and_can_be_undone(
    screen: Open,
    database: Database,
    button: str,
    entry: tuple[str, str],
    said: str,
) -> None:
    today = screen("today").press(button)

    assert kept(database) == [entry]
    assert today.title == "That was everybody for this week."
    assert said in today.html

    today.press("Undo")

    assert kept(database) == []
    assert today.title == "One person may be worth a hello this week."


@pytest.mark.usefixtures("one_client")
def test_away_for_two_weeks_is_one_tap(screen: Open, database: Database) -> None:
    today = screen("today")

    by_label(today, "They are away").select("for 2 weeks").run()

    (absence,) = entries.entries(database, "c1")
    assert absence.until_date == absence.from_date + dt.timedelta(days=14)
    assert today.checked().title == "That was everybody for this week."


@pytest.mark.usefixtures("one_client")
def test_no_concern_because_keeps_the_reason(screen: Open, database: Database) -> None:
    today = screen("today")

    by_label(today, "No concern because").select("we have spoken").run()

    (aside,) = entries.entries(database, "c1")
    assert (aside.kind, aside.reason) == ("set_asides", "we have spoken")
    assert "is no concern because we have spoken." in today.checked().html


@pytest.mark.usefixtures("one_client")
def test_no_concern_in_own_words(screen: Open, database: Database) -> None:
    today = screen("today")

    today.at.text_input[0].set_value("she is *hiking*").run()
    today.press("Keep this reason")

    (aside,) = entries.entries(database, "c1")
    assert aside.reason == "she is *hiking*"


@pytest.mark.usefixtures("one_client")
def test_no_concern_without_a_reason_is_asked_for_one(
    screen: Open, database: Database
) -> None:
    today = screen("today").press("Keep this reason")

    assert kept(database) == []
    assert "Say in a few words why there is no concern" in today.text


@pytest.mark.usefixtures("one_client")
def test_forgotten_elsewhere_is_a_sentence_not_a_crash(
    screen: Open, database: Database
) -> None:
    today = screen("today")
    with database.write() as cursor:
        cursor.execute("delete from clients")

    today.press("Contacted")

    assert "There is no client with the id" in today.text


def test_old_data_hold_new_names_back(
    screen: Open, import_rows: Callable[..., ImportReport]
) -> None:
    long_ago = state.now() - dt.timedelta(days=12)
    import_rows(*weekly("Rosa Duarte", last_days_ago=24), exported_at=long_ago)

    today = screen("today")

    assert today.title == "A newer export will tell who may be worth a hello."
    assert "I may be wrong: data are from" in today.text
    assert "How did it end" not in today.text


def test_many_names_are_drawn_ten_at_once_and_the_next_as_one_is_done(
    screen: Open, import_rows: Callable[..., ImportReport], database: Database
) -> None:
    rows = [
        row
        for number in range(13)
        for row in weekly(f"Client {number}", client=f"c{number}")
    ]
    import_rows(*rows)
    importing.change_setting(database, "capacity", "12")

    today = screen("today")

    assert today.title == "Twelve people may be worth a hello this week."
    assert today.html.count('class="dl-client"') == 10
    assert "Show 2 more names of this week" in today.buttons
    today.press("Contacted")
    assert today.html.count('class="dl-client"') == 10
    today.press("Show 1 more name of this week")
    assert today.html.count('class="dl-client"') == 11


def test_more_of_one_other_is_said_in_the_singular(
    screen: Open, import_rows: Callable[..., ImportReport]
) -> None:
    import_rows(*weekly("Rosa Duarte", client="c1", last_days_ago=2))

    assert "More: 1 other, in order" in screen("today").buttons


def test_more_shows_the_others_in_order(screen: Open, demo: Path) -> None:
    assert demo.exists()
    today = screen("today")
    others = next(label for label in today.buttons if label.startswith("More: "))
    before = today.html.count('class="dl-client"')

    today.press(others)

    assert today.html.count('class="dl-client"') == before + 5
    assert "Show 5 more" in today.buttons


@pytest.mark.usefixtures("demo")
def test_at_most_five_questions_each_skippable(screen: Open) -> None:
    today = screen("today")

    asked = today.html.count("How did it end with")
    today.press("Don’t know")

    assert 0 < asked <= 5
    assert today.html.count("How did it end with") == asked - 1
    assert "is kept as not known." in today.html


@pytest.mark.usefixtures("demo")
def test_an_answered_question_is_not_asked_again(screen: Open) -> None:
    today = screen("today")
    asked = today.html.count("How did it end with")
    for _question in range(asked):
        today.press("Don’t know")

    again = screen("today")

    assert "is kept as not known." in today.html
    assert again.html.count("How did it end with") <= 5
    assert "is kept as not known." not in again.html


@pytest.mark.usefixtures("demo")
def test_coach_picker_leaves_one_coach(screen: Open) -> None:
    today = screen("today")

    today.at.selectbox(key="coach").set_value("Davi Quintanar").run()

    assert "Davi Quintanar" in today.checked().html
    assert "Marit Sonnwald" not in today.html


@pytest.mark.usefixtures("demo")
def test_quiet_lists_stand_below(screen: Open) -> None:
    today = screen("today")

    assert "Went quiet (" in "".join(block.label for block in today.at.expander)
    assert "Booked, never came (" in "".join(block.label for block in today.at.expander)


@pytest.mark.usefixtures("one_client")
def test_a_pill_taken_back_keeps_nothing(screen: Open, database: Database) -> None:
    today = screen("today")
    for group in (0, 1):
        today.at.button_group[group].set_value(None).run()

    assert kept(database) == []


def test_long_quiet_lists_are_cut(
    screen: Open, import_rows: Callable[..., ImportReport]
) -> None:
    import_rows(
        *(
            row
            for number in range(45)
            for row in weekly(f"Client {number}", client=f"c{number}", last_days_ago=60)
        )
    )

    today = screen("today")

    assert "and 5 more, on the page Clients" in today.text


def test_import_is_one_button_away(screen: Open) -> None:
    today = screen("today")

    today.press("Import an export of Calendly, Acuity or another tool")

    assert today.title == "Import"


@pytest.mark.usefixtures("one_client")
def test_initials_in_place_of_names(screen: Open, database: Database) -> None:
    importing.change_setting(database, "initials", "on")

    today = screen("today")

    assert "R. D." in today.html
    assert "Duarte" not in today.text


@pytest.mark.usefixtures("one_client")
def test_whether_they_answered_is_one_tap_behind_more(
    screen: Open, database: Database
) -> None:
    contacted(database)

    today = screen("today").press("More: 1 other, in order")
    assert today.html.count("Contacted on 12 November") == 1
    today.press("No answer yet")

    assert kept(database)[1:] == [("follow_ups", "answer")]
    assert "No answer yet." in today.text
    assert "No answer yet" not in today.buttons

    today.press("They answered")

    (answer,) = [one for one in in_force(database) if one.what == answers.STEP]
    assert (answer.reason, answer.from_date) == ("answered", dt.date(2026, 11, 16))
    assert "They answered." in today.text

    today.press("Undo")

    assert kept(database) == [("follow_ups", "say_hello")]
    assert {"They answered", "No answer yet"} <= set(today.buttons)


@pytest.mark.usefixtures("one_client")
def test_nobody_is_asked_whether_they_answered_whom_nobody_contacted(
    screen: Open,
) -> None:
    assert not {"They answered", "No answer yet"} & set(screen("today").buttons)


FOUR_DAYS = dt.timedelta(days=4)


def contacted(database: Database) -> None:
    """Keep that the one client was contacted on the Thursday before."""
    thursday = dt.date(2026, 11, 12)
    entries.add_follow_up(
        database, "c1", step="say_hello", on=thursday, now=state.now() - FOUR_DAYS
    )


def in_force(database: Database) -> list[entries.Entry]:
    found = entries.entries(database, "c1")
    return [entry for entry in found if entry.withdrawn_at is None]
