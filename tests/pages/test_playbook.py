"""Next steps: what is due, the steps to read and edit, the directory, the links."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from icalendar import Calendar

from analytics import facts
from analytics.playbook import STEPS, due_steps, practice_steps
from analytics.playbook.step import PREPARE
from analytics.playbook.steps import EXTRA_WORDS, shipped_text
from analytics.store import booking_links, colleagues, entries, own_steps, remarks
from pages.shared import step_words, steps_due, steps_read
from tests.pages.conftest import NOW, weekly
from tests.pages.test_words import WORDS_OF_THE_CODE

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from analytics.contracts import ImportReport
    from analytics.periods import AsOf
    from analytics.store import Database
    from tests.pages.screens import Screen

    Open = Callable[[str], Screen]

HOSTILE = "<img src=x onerror=go(1)> **bold**"


def plan(database: Database, client_id: str, due: dt.date, why: str = "") -> str:
    """Plan a step."""
    fields = {
        "client_id": client_id,
        "step": "say_hello",
        "on_date": NOW.date(),
        "due_date": due,
        "why": why or None,
    }
    with database.write() as cursor:
        return entries.insert(cursor, "planned_steps", fields, NOW)


def _as_of(database: Database) -> AsOf:
    return facts.default_as_of(database, NOW)


def open_step(page: Screen, key: str) -> Screen:
    """Open a step's panel, as a click does."""
    page.at.session_state[f"step-{key}"] = True
    page.at.run()
    return page.checked()


def test_an_empty_practice_can_read_the_steps(screen: Open) -> None:
    page = screen("playbook")

    assert page.title == "Next steps"
    assert "much to read" in page.text
    labels = {one.label for one in page.at.expander}
    assert {STEPS["say_hello"].title, STEPS["part_kindly"].title} <= labels
    assert "Nobody" not in page.text


def test_what_rests_says_why_and_is_in_no_calendar(
    screen: Open, database: Database, import_rows: Callable[..., ImportReport]
) -> None:
    import_rows(*weekly("Rosa Duarte"))
    plan(database, "c1", NOW.date() + dt.timedelta(days=1))
    remarks.add(database, "c1", "worried", on=NOW.date(), now=NOW)

    page = screen("playbook")

    assert "rests for now: You are worried about them: care comes first." in page.text


@pytest.mark.usefixtures("one_client")
def test_every_step_can_be_read_in_the_words_of_a_colleague(screen: Open) -> None:
    page = screen("playbook")
    for key in (*STEPS, *EXTRA_WORDS):
        page.at.session_state[f"step-{key}"] = True
    page.at.run()

    text = page.checked().text
    assert "Nothing is planned." in text
    assert "Take a moment to prepare in your own way." in text
    assert "Hi {first_name}," in text
    assert "No support contacts stand in your directory yet." in text
    assert "because the coaching is by e-mail" not in text
    assert "Words, where the coaching is by e-mail" not in text
    assert not WORDS_OF_THE_CODE.findall(text)


@pytest.mark.usefixtures("one_client")
def test_a_step_is_edited_saved_undone_and_put_back(
    screen: Open, practice_of_the_test: Path
) -> None:
    page = open_step(screen("playbook"), "say_hello")
    page.press("Make it your own")
    field = page.at.text_area(key="step-text-say_hello")
    assert field.value == shipped_text("say_hello")

    field.set_value(field.value.replace("{first_name}", "{firstname}", 1))
    page.press("Save")
    assert "Nothing was saved. Line 24: Nobody fills in {firstname}." in page.text
    assert "Line 24:" in page.html
    assert not own_steps.folder_of(practice_of_the_test).exists()

    field = page.at.text_area(key="step-text-say_hello")
    shipped = shipped_text("say_hello")
    ours = shipped.replace("title: Say hello", "title: **bold**")
    field.set_value(ours)
    page.press("Check")
    assert "Checked: this file can be used." in page.html
    page.press("Save")
    assert practice_steps.of(practice_of_the_test).text("say_hello") == ours
    assert "**bold** · your own words" in page.text
    assert any(one.label.startswith("\\*\\*bold") for one in page.at.expander)

    page.press("Undo")
    assert practice_steps.of(practice_of_the_test).own == {}
    page.press("Make it your own").press("Save").press("Back to the shipped words")
    assert practice_steps.of(practice_of_the_test).own == {}


@pytest.mark.usefixtures("one_client")
def test_what_another_window_saved_stays(
    screen: Open, practice_of_the_test: Path
) -> None:
    page = open_step(screen("playbook"), "refer").press("Make it your own")
    theirs = shipped_text("refer").replace("title: Refer", "title: Pass on")
    practice_steps.save(practice_of_the_test, "refer", theirs, was=None)

    page.press("Save")

    assert "changed meanwhile" in page.text
    assert practice_steps.of(practice_of_the_test).text("refer") == theirs
    page.press("Leave as it was")
    assert "Pass on to someone else · your own words" in page.text


@pytest.mark.usefixtures("one_client")
def test_a_broken_file_is_named_and_today_goes_on(
    screen: Open, practice_of_the_test: Path
) -> None:
    folder = own_steps.folder_of(practice_of_the_test)
    folder.mkdir()
    broken = shipped_text("say_hello").replace("kind: message", "kind: <b>x</b>")
    (folder / "say_hello.md").write_text(broken, "utf-8")
    (folder / "say_helo.md").write_text("", "utf-8")

    text = screen("playbook").text
    assert "Line 3 of your own say_hello.md" in text
    assert "Did you mean say\\_hello?" in text
    assert "the shipped words are used" in text
    assert "Say hello" in screen("today").text


def test_what_is_due_stands_there_and_goes_into_a_calendar(
    screen: Open,
    database: Database,
    import_rows: Callable[..., ImportReport],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    import_rows(
        *weekly("Rosa Duarte"), *weekly(HOSTILE, client="c2"), *weekly("", client="c3")
    )
    soon, later = NOW.date() + dt.timedelta(days=1), NOW.date() + dt.timedelta(days=9)
    first = plan(database, "c2", soon, why=f"because {HOSTILE}")
    plan(database, "c1", later)
    plan(database, "c3", later)
    plan(database, "not in the data", soon)
    monkeypatch.setattr(steps_due, "AT_ONCE", 1)
    monkeypatch.setattr(steps_due, "AT_MOST", 2)

    page = screen("playbook")
    assert "because <img src=x onerror=go(1)>" in page.text
    assert "1 more step" in page.text
    assert "The first 2 of 3 are listed and saved." in page.text
    assert "<img" not in page.html

    as_of = due_steps.due(database, _as_of(database))
    assert [one.client_id for one in as_of] == ["c2", "c1", "c3"]
    found = Calendar.from_ical(due_steps.calendar(as_of, STEPS, now=NOW))
    days = [(event.get("SUMMARY"), event.start, event.end) for event in found.events]
    assert days == [
        ("Say hello: I. B.", soon, soon + dt.timedelta(days=1)),
        ("Say hello: R. D.", later, later + dt.timedelta(days=1)),
        ("Say hello: C. O.", later, later + dt.timedelta(days=1)),
    ]
    assert found.events[0].uid.startswith(first)
    assert b"because" not in due_steps.calendar(as_of, STEPS, now=NOW)


@pytest.mark.usefixtures("one_client")
def test_the_directory_stands_beside_the_steps_that_need_it(
    screen: Open, database: Database
) -> None:
    page = screen("playbook")
    page.at.radio(key="colleague-kind").set_value("support")
    page.at.text_input(key="colleague-name").set_value(HOSTILE)
    page.at.text_input(key="colleague-reached").set_value("116 123")
    page.press("Keep")

    (kept,) = colleagues.known(database)
    assert (kept.kind, kept.name) == ("support", HOSTILE)
    open_step(page, "worried")
    assert page.html.count("116 123") == 2
    assert "<img" not in page.html

    page.press("Take out")
    assert colleagues.known(database) == []
    assert "was taken out." in page.html
    page.press("Undo")
    assert colleagues.known(database) == [kept]
    page.press("Keep")
    assert "Say who it is" in page.text


@pytest.mark.usefixtures("one_client")
def test_a_booking_link_is_filled_into_the_words(
    screen: Open, database: Database
) -> None:
    page = screen("playbook")
    page.at.text_input(key="link-address").set_value("javascript:alert(1)")
    page.press("Keep", 1)
    assert "no address of a web page" in page.text

    page.at.text_input(key="link-address").set_value("https://calendar.example/ana")
    page.at.selectbox(key="link-coach").set_value("Ana Sol")
    page.press("Keep", 1)
    (kept,) = booking_links.known(database)
    assert (kept.coach, kept.service) == ("Ana Sol", None)
    assert "calendar.example" in page.html
    page.press("Take out").press("Undo")
    assert booking_links.known(database) == [kept]


@pytest.mark.parametrize(
    ("service", "expected"),
    [
        ("E-Mail-Coaching", True),
        ("Coaching by email", True),
        ("Career coaching", False),
        ("Emailing", False),
        (None, False),
    ],
)
def test_whether_coaching_is_by_email_is_in_its_name(
    service: str | None, expected: bool
) -> None:
    assert step_words.is_by_email(service) is expected


def test_every_kind_says_what_it_is() -> None:
    for step in STEPS.values():
        told = steps_read.told(step)
        assert steps_read.KINDS[step.kind] in told
        assert "<script" not in told
        assert told.startswith(f"<p><b>{PREPARE}</b></p>") is step.is_hard
        assert told.count(PREPARE) == step.is_hard
