"""Contacts and standing in a client's file: noted, answered, changed, taken back."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from analytics import importing
from analytics.facts import contacts
from analytics.periods import AsOf
from analytics.store import entries, follow_ups, remarks
from pages.shared import choice, done_line
from pages.shared.state import Key
from tests.pages.conftest import NOW

if TYPE_CHECKING:
    from collections.abc import Callable

    from analytics.facts.contacts import Contact
    from analytics.store import Database
    from tests.pages.screens import Screen

    Open = Callable[[str], Screen]

pytestmark = pytest.mark.usefixtures("one_client")

TODAY = NOW.date()
AS_OF = AsOf.end_of(TODAY, "UTC")
HOSTILE = "<b>=1+1</b> [x](http://y) \u202egnol"


def file(screen: Open, look: str = "") -> Screen:
    page = screen("client")
    page.at.session_state[Key.WHO] = choice.token("c1")
    page.at.session_state[Key.LOOK] = look
    page.at.run()
    return page.checked()


def taken(database: Database) -> tuple[Contact, ...]:
    return contacts.contacts(database, AS_OF).get("c1", ())


def keyed(page: Screen, kind: str, lead: str) -> object:
    """Return the widget of a kind whose key begins so."""
    found = [one for one in getattr(page.at, kind) if str(one.key).startswith(lead)]
    assert found, f"no {kind} {lead}"
    return found[0]


def test_a_contact_is_noted_answered_put_right_and_taken_back(
    screen: Open, database: Database
) -> None:
    page = file(screen)
    assert "No contact is noted yet." in page.html
    keyed(page, "text_input", "contact-note-").set_value(HOSTILE)  # type: ignore[attr-defined]
    (form,) = [b for b in page.at.button if "form-contact-" in str(b.key)]
    form.click()
    page.at.run()
    page.checked()

    (contact,) = taken(database)
    assert (contact.step, contact.note, contact.on_date) == (
        "say_hello",
        HOSTILE,
        TODAY,
    )
    assert "&lt;b&gt;=1+1&lt;/b&gt;" in page.html
    assert "\u202e" not in page.html
    key = f"result-{done_line.key_of(contact.entry_id)}-None"
    page.at.session_state[key] = True
    page.at.run()
    pills = keyed(page, "button_group", "result-of-")
    pills.set_value("booked").run()  # type: ignore[attr-defined]
    assert taken(database)[0].result == "booked"
    assert "They booked." in page.checked().html

    page.at.session_state[f"right-{done_line.key_of(contact.entry_id)}"] = True
    page.at.run()
    notes = [t for t in page.at.text_input if t.value == HOSTILE]
    notes[0].set_value("a short call")
    (form,) = [b for b in page.at.button if "form-right-" in str(b.key)]
    form.click()
    page.at.run()
    assert [(one.note, one.result) for one in taken(database)] == [
        ("a short call", "booked")
    ]
    page.at.session_state[f"right-{done_line.key_of(taken(database)[0].entry_id)}"] = (
        True
    )
    page.at.run()
    page.press("Take this contact back")
    assert taken(database) == ()


def test_an_answer_that_is_due_is_kindly_said_and_settled(
    screen: Open, database: Database
) -> None:
    entries.add_follow_up(
        database,
        "c1",
        step="say_hello",
        wrote_last="client",
        on=TODAY - dt.timedelta(days=3),
        now=NOW,
    )
    page = file(screen)
    assert "They wrote on Friday. An answer would be kind." in page.html
    page.press("I have answered")
    assert [one.wrote_last for one in taken(database)] == ["client", "coach"]
    assert "An answer would be kind" not in page.html
    page.press("Undo")
    assert len(taken(database)) == 1


def test_planned_steps_and_worries_wait_until_they_are_settled(
    screen: Open, database: Database
) -> None:
    how = {"on": TODAY, "now": NOW}
    plan = follow_ups.plan(database, "c1", "new_goal", due=TODAY, why=HOSTILE, **how)  # type: ignore[arg-type]
    worry = remarks.add(database, "c1", "worried", note=HOSTILE, **how)  # type: ignore[arg-type]
    page = file(screen)
    assert "planned for Monday 16 November" in page.html
    assert "I am worried about them" in page.html
    assert "<b>=1" not in page.html

    # In another window the step is taken meanwhile.
    follow_ups.take(database, plan, **how)  # type: ignore[arg-type]
    (form,) = [b for b in page.at.button if "form-planned-" in str(b.key)]
    form.click()
    page.at.run()
    assert "This step was taken already, on 2026-11-16" in page.text
    assert len(taken(database)) == 1
    entries.withdraw(database, worry, now=NOW)
    page.at.run()
    assert "I am worried about them" not in page.html


def test_a_standing_with_its_terms_is_kept_shown_and_taken_back(
    screen: Open,
) -> None:
    page = file(screen, "agreed")
    assert "Nobody has entered a change" in page.html
    keyed(page, "selectbox", "standing-to-").select("ended_by_client").run()  # type: ignore[attr-defined]
    keyed(page, "text_input", "standing-why-").set_value(HOSTILE)  # type: ignore[attr-defined]
    (returns,) = [
        one
        for one in page.at.button_group
        if str(one.key).startswith("standing-return-")
    ]
    returns.set_value("no")
    (form,) = [b for b in page.at.button if "form-standing-" in str(b.key)]
    form.click()
    page.at.run()
    page.checked()

    assert "Ended by the client" in page.html
    assert "may come back: no" in page.html
    assert "No welcome back for now: it was said that they do not" in page.html
    assert "<b>=1" not in page.html
    page.press("Take back")
    assert "Nobody has entered a change" in page.html


def test_initials_hide_what_was_typed(screen: Open, database: Database) -> None:
    entries.add_follow_up(
        database, "c1", step="say_hello", note="about Rosa", on=TODAY, now=NOW
    )
    importing.change_setting(database, "initials", "on")
    page = file(screen)
    assert "Say hello" in page.html
    assert "about Rosa" not in page.text


def test_one_tap_may_be_followed_by_a_line(screen: Open, database: Database) -> None:
    page = screen("today").press("Contacted")
    (first,) = taken(database)
    keyed(page, "text_input", "contact-note-").set_value("left a message")  # type: ignore[attr-defined]
    (form,) = [b for b in page.at.button if "form-more-" in str(b.key)]
    form.click()
    page.at.run()
    page.checked()

    (second,) = taken(database)
    assert (second.note, second.step) == ("left a message", first.step)
    page.press("Undo")
    assert taken(database) == ()


def test_what_came_of_it_says_nothing_before_a_step_and_n_after(
    screen: Open, database: Database
) -> None:
    page = screen("playbook")
    assert "No step has been noted yet." in page.text
    entries.add_follow_up(
        database,
        "c1",
        step="say_hello",
        on=TODAY - dt.timedelta(days=40),
        now=NOW,
    )
    page = screen("playbook")
    assert "After 1 of 1 step the client came again within 14 days" in page.html
    assert "some would have anyway" in page.html
