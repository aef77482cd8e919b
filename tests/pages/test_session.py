"""Before and after a session: the form, the promises, the brief, the record."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from analytics import importing
from analytics.store import after_session as stored
from analytics.store import promises, queries
from analytics.store.promises import Told
from pages.shared import choice, done_line
from tests.pages.conftest import NOW, weekly
from tests.pages.test_words import WORDS_OF_THE_CODE

if TYPE_CHECKING:
    from collections.abc import Callable

    from analytics.contracts import ImportReport
    from analytics.store import Database
    from tests.pages.screens import Screen

    Open = Callable[[str], Screen]


TOGETHER = "together"
"""The part of a file with the brief, the form and the record."""


def file_of(screen: Open, database: Database, part: str = "") -> Screen:
    """Open the file of the only client."""
    ((client_id,),) = queries.rows(database, "select client_id from clients")
    client = screen("client")
    client.at.session_state["who"] = choice.token(str(client_id))
    if part:
        client.at.session_state["look"] = part
    client.at.run()
    return client.checked()


def latest(database: Database) -> tuple[str, str]:
    """Return the last session that has begun, and whose it is."""
    ((session_id, client_id),) = queries.rows(
        database,
        "select session_id, client_id from sessions where starts_at <= $now "
        "order by starts_at desc limit 1",
        now=NOW,
    )
    return str(session_id), str(client_id)


def keep_form(page: Screen) -> None:
    """Press the button of the form that is open; others of its name stand around."""
    (button,) = [one for one in page.at.button if "after-keep" in str(one.key)]
    button.click().run()
    page.checked()


def show_record(client: Screen) -> None:
    (toggle,) = [one for one in client.at.toggle if "record-" in str(one.key)]
    toggle.set_value(True).run()
    client.checked()


@pytest.mark.usefixtures("one_client")
def test_after_a_session_a_form_keeps_all_of_it_at_once(
    screen: Open, database: Database
) -> None:
    session_id, _ = latest(database)
    key = done_line.key_of(session_id)
    client = file_of(screen, database, TOGETHER)
    assert "nothing is noted yet" in client.text
    client.press("After the session …")
    at = client.at

    keep_form(client)
    assert "Say first how it went" in client.text

    at.button_group(key=f"after-outcome-{key}").set_value("Came late")
    at.text_input(key=f"after-action-{key}-0").set_value("Write *one* page")
    at.button_group(key=f"after-whose-{key}-0").set_value("coach")
    keep_form(client)

    kept = stored.kept(database, session_id)
    assert kept is not None
    assert kept.said == "they came a little late and 1 promise"
    assert "they came a little late and 1 promise." in client.text
    assert "What you owe them" in client.text
    assert "Write *one* page" in client.text
    assert not WORDS_OF_THE_CODE.findall(client.text)

    client.press("Take it back")
    assert stored.kept(database, session_id) is None
    assert "nothing is noted yet" in client.text


@pytest.mark.usefixtures("one_client")
def test_promises_are_done_let_go_and_opened_again(
    screen: Open, database: Database
) -> None:
    _, client_id = latest(database)
    today = NOW.date()
    for owner, action in (("client", "a page"), ("coach", "the <b>notes</b>")):
        told = Told(owner, action, today - dt.timedelta(days=2), 20, "a pen")
        promises.add(
            database, client_id, told, on=today - dt.timedelta(days=7), now=NOW
        )
    together = file_of(screen, database, TOGETHER)
    assert "There is something I still owe you: the <b>notes</b>" in together.text
    assert "<b>notes" not in together.html
    client = file_of(screen, database)
    assert "about 20 min" in client.text
    assert "<b>notes" not in client.html

    client.press("Done")
    assert "Done or let go: 1" in client.text
    client.press("Open it again")
    assert "Done or let go" not in client.text
    client.press("Let it go", 1)
    assert "Done or let go: 1" in client.text


@pytest.mark.usefixtures("one_client")
def test_initials_hide_what_was_typed(screen: Open, database: Database) -> None:
    _, client_id = latest(database)
    told = Told("coach", "call Rosa’s sister", NOW.date())
    promises.add(database, client_id, told, on=NOW.date(), now=NOW)
    importing.change_setting(database, "initials", "on")

    for part in ("", TOGETHER):
        client = file_of(screen, database, part)
        if part:
            show_record(client)
        assert "sister" not in client.text + client.html
        assert "Rosa" not in client.text + client.html


@pytest.mark.usefixtures("one_client")
def test_the_record_is_shown_when_asked_for(screen: Open, database: Database) -> None:
    client = file_of(screen, database, TOGETHER)
    assert "Our last sessions" not in client.text

    show_record(client)

    assert "Our last sessions" in client.text
    assert "we met" in client.text


def test_who_came_offers_the_form_and_keeps_its_undo(
    screen: Open, import_rows: Callable[..., ImportReport], database: Database
) -> None:
    import_rows(*weekly("Rosa Duarte"), held_today())
    session_id = queries.rows(
        database, "select session_id from sessions order by starts_at desc limit 1"
    )[0][0]
    key = done_line.key_of(str(session_id))
    came = screen("data_quality")
    came.press("After the session …")
    came.at.button_group(key=f"after-outcome-{key}").set_value("Excused")
    keep_form(came)

    assert "did not come and is excused." in came.text
    came.press("Undo")
    assert stored.kept(database, str(session_id)) is None


def held_today() -> str:
    at = NOW - dt.timedelta(hours=2)
    return (
        f"s-now,c1,Rosa Duarte,,Marit,Coaching,{at.isoformat()}+00:00,60,"
        f"{(at - dt.timedelta(days=3)).isoformat()}+00:00,"
    )


def test_today_names_the_sessions_of_the_day(
    screen: Open, import_rows: Callable[..., ImportReport]
) -> None:
    at = NOW + dt.timedelta(hours=2)
    row = held_today().replace("s-now", "s-later")
    first = (NOW - dt.timedelta(hours=2)).isoformat()
    import_rows(*weekly("Rosa Duarte"), row.replace(first, at.isoformat()))

    today = screen("today")

    assert "Sessions today" in today.text
    assert "Rosa Duarte" in today.text
