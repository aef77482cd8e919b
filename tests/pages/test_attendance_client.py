"""Attendance, one client: chosen by name, shown without judgement."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from analytics import importing
from analytics.facts import services
from pages.shared import pick_client
from tests.pages.conftest import NOW, weekly
from tests.pages.test_words import WORDS_OF_THE_CODE

if TYPE_CHECKING:
    from collections.abc import Callable

    from analytics.contracts import ImportReport
    from analytics.store import Database
    from tests.pages.screens import Screen

    Open = Callable[[str], Screen]

HOSTILE = "<img src=x onerror=alert(1)> [pay](http://evil.example)"


def choose(page: Screen, database: Database) -> Screen:
    """Choose the first client of the list."""
    with database.read() as cursor:
        ids = cursor.execute("select client_id from clients order by 1").fetchall()
    page.at.selectbox(key="client-chosen").set_value(ids[0][0]).run()
    return page.checked()


@pytest.mark.usefixtures("one_client")
def test_asks_who_and_shows_nobody_before(screen: Open) -> None:
    attendance = screen("attendance")

    assert attendance.at.selectbox(key="client-chosen").value is None
    assert "What became of each session?" not in attendance.text
    assert "Every session since the start" in attendance.text


@pytest.mark.usefixtures("one_client")
def test_who_is_chosen_is_told_in_facts(screen: Open, database: Database) -> None:
    attendance = choose(screen("attendance"), database)

    text = attendance.text
    assert "Came 5 of 5 times since September 2026; usually every 7 days." in text
    assert "21 days since the last session; nothing is booked." in text
    assert "Nothing was called off or moved." in text
    assert "How often to meet, as it was agreed, stands in the file." in text
    assert not WORDS_OF_THE_CODE.findall(text)


@pytest.mark.usefixtures("one_client")
def test_the_address_holds_no_client(screen: Open, database: Database) -> None:
    attendance = choose(screen("attendance"), database)

    assert "c1" not in str(attendance.at.query_params)
    assert "Rosa" not in str(attendance.at.query_params)


@pytest.mark.usefixtures("one_client")
def test_initials_stand_for_the_name(screen: Open, database: Database) -> None:
    importing.change_setting(database, "initials", "on")

    picker = screen("attendance").at.selectbox(key="client-chosen")

    assert picker.options == ["R. D."]


def test_two_of_one_name_can_be_told_apart(
    screen: Open, import_rows: Callable[..., ImportReport]
) -> None:
    import_rows(
        *weekly("Rosa"),
        *weekly("Rosa", client="c2", last_days_ago=14),
        *weekly("Rosa", client="c3", last_days_ago=14),
        *weekly("Bo", client="c4"),
    )

    options = screen("attendance").at.selectbox(key="client-chosen").options

    assert sorted(options) == [
        "Bo",
        "Rosa, last came 2 Nov",
        "Rosa, last came 2 Nov · 2",
        "Rosa, last came 26 Oct",
    ]


@pytest.mark.usefixtures("demo")
def test_only_the_chosen_coachs_clients_are_listed(screen: Open) -> None:
    attendance = screen("attendance")
    everybody = len(attendance.at.selectbox(key="client-chosen").options)

    attendance.at.selectbox(key="coach").set_value("Davi Quintanar").run()

    assert 0 < len(attendance.at.selectbox(key="client-chosen").options) < everybody


@pytest.mark.usefixtures("demo")
def test_in_a_large_practice_a_name_is_typed_first(
    screen: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pick_client, "AT_MOST", 5)
    attendance = screen("attendance")
    assert len(attendance.at.selectbox(key="client-chosen").options) == 5
    assert "The first 5 of" in attendance.text

    attendance.at.text_input(key="client-find").set_value("anne-s").run()

    found = attendance.checked().at.selectbox(key="client-chosen").options
    assert found == ["Anne-Sophie Waldvogel-Mori"]


def test_what_people_typed_is_text(
    screen: Open, import_rows: Callable[..., ImportReport], database: Database
) -> None:
    import_rows(*(row.replace("Coaching", HOSTILE) for row in weekly(HOSTILE)))
    services.confirm_service(database, HOSTILE, "programme", 8, NOW)

    attendance = choose(screen("attendance"), database)

    assert "<img" not in attendance.html
    assert "5 of 8 sessions of" in attendance.text


def test_a_coach_who_has_no_client_any_more_lists_nobody(
    screen: Open, import_rows: Callable[..., ImportReport]
) -> None:
    *others, first = weekly("Rosa")
    import_rows(first.replace("Ana Sol", "Bo Tarr"), *others)

    attendance = screen("attendance")
    attendance.at.selectbox(key="coach").set_value("Bo Tarr").run()

    assert "of 1 session" in attendance.title
    assert attendance.at.selectbox(key="client-chosen").options == []
