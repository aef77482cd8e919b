"""Absences and public holidays in Settings: kept, listed, taken back."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from analytics.store import absences
from analytics.store import settings as stored_settings
from tests.pages.conftest import NOW

if TYPE_CHECKING:
    from collections.abc import Callable

    from analytics.store import Database
    from tests.pages.screens import Screen

    Open = Callable[[str], Screen]

FIRST, BACK = dt.date(2026, 11, 16), dt.date(2026, 11, 30)


def kept(database: Database) -> list[tuple[object, ...]]:
    return [
        (a.scope, a.client_id, a.coach, a.from_date, a.until_date, a.why)
        for a in absences.absences(database)
    ]


def fill(page: Screen, who: tuple[str, str], why: str = "") -> Screen:
    page.at.selectbox(key="absent-who").set_value(who)
    page.at.text_input(key="absent-why").set_value(why)
    page.at.date_input(key="absent-from").set_value(FIRST)
    page.at.date_input(key="absent-until").set_value(BACK)
    return page.press("Keep this absence")


def settings_of(database: Database, **values: str) -> None:
    with database.write() as cursor:
        for key, value in values.items():
            stored_settings.put(cursor, key, value)


@pytest.mark.usefixtures("one_client")
@pytest.mark.parametrize(
    ("who", "expected", "said"),
    [
        (("practice", ""), ("practice", None, None), "The practice"),
        (("coach", "Ana Sol"), ("coach", None, "Ana Sol"), "Ana Sol"),
        (("client", "c1"), ("client", "c1", None), "Rosa Duarte"),
    ],
)
def test_an_absence_is_kept_listed_and_taken_back(
    screen: Open,
    database: Database,
    who: tuple[str, str],
    expected: tuple[str | None, ...],
    said: str,
) -> None:
    page = fill(screen("settings"), who, "a *long* walk")

    assert kept(database) == [(*expected, FIRST, BACK, "a *long* walk")]
    assert said in page.html
    assert "from 16 Nov, back on 30 Nov" in page.html

    page.press("Take back")

    assert kept(database) == []
    assert "back on 30 Nov" not in page.html


@pytest.mark.usefixtures("one_client")
def test_a_practice_that_is_closed_has_nobody_on_today_until_the_return(
    screen: Open, database: Database
) -> None:
    fill(screen("settings"), ("practice", ""))

    today = screen("today")

    assert today.title == "Nobody needs a hello right now."
    assert absences.absences(database)[0].entered_at == NOW


@pytest.mark.usefixtures("one_client")
def test_days_the_wrong_way_round_are_a_sentence(
    screen: Open, database: Database
) -> None:
    page = screen("settings")
    page.at.date_input(key="absent-from").set_value(BACK)
    page.at.date_input(key="absent-until").set_value(FIRST)
    page.press("Keep this absence")

    assert "The last date has to come after the first" in page.text
    assert kept(database) == []


def test_without_a_country_it_is_asked_for(screen: Open) -> None:
    assert "Say your country above" in screen("settings").text


def test_the_next_public_holidays_and_the_part_of_the_country(
    screen: Open, database: Database
) -> None:
    settings_of(database, country="DE")
    page = screen("settings")
    assert "Next: Christmas Day on Friday 25 December" in page.text

    page.at.selectbox(key="set-region").set_value("SN").run()

    assert "Repentance and Prayer Day on Wednesday 18 November" in page.checked().text
    assert stored_settings.read(database).region == "SN"


def test_a_country_nobody_knows_is_said(screen: Open, database: Database) -> None:
    settings_of(database, country="XX")

    assert "Driftline knows no public holidays of XX." in screen("settings").text
