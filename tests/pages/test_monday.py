"""Monday: the week on one sheet; and a client's report on Clients."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from analytics import importing
from analytics.exports.tools.coach_return import COLUMNS
from analytics.reports.client_report import SINCE_THE_START
from analytics.store import entries
from pages.shared import doors_monday, state
from pages.shared.state import Key
from tests.pages.conftest import NOW, weekly

if TYPE_CHECKING:
    from collections.abc import Callable

    from analytics.contracts import ImportReport
    from analytics.store import Database
    from tests.pages.screens import Screen

    Open = Callable[[str], Screen]


def test_empty_practice_is_told_what_to_do_next(screen: Open) -> None:
    monday = screen("monday")

    assert monday.title == "Monday"
    assert "Open the demo" in monday.buttons


@pytest.mark.usefixtures("one_client")
def test_one_client_stands_on_the_sheet(screen: Open) -> None:
    monday = screen("monday")

    assert monday.title == "1 person may be worth a hello this week."
    assert "Rosa Duarte" in monday.html
    assert "21 days since the last session, usually 7." in monday.html
    assert "Monday page, 16 Nov 2026. Data are from" in monday.text
    assert 'src="data:image/svg+xml' in monday.html
    assert "To send back" not in monday.html


@pytest.mark.usefixtures("one_client")
def test_old_data_say_so(screen: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(state, "now", lambda: NOW + dt.timedelta(days=10))

    assert "I may be wrong: data are from 16 Nov." in screen("monday").text


def test_a_coach_gets_a_sheet_and_a_file(
    screen: Open, import_rows: Callable[..., ImportReport], database: Database
) -> None:
    importing.change_setting(database, "capacity", "2")
    rows = weekly("Ben Oyelaran", client="c2")
    import_rows(
        *weekly("Rosa Duarte"), *(row.replace("Ana Sol", "Bo Tarr") for row in rows)
    )
    monday = screen("monday")
    assert "Choose a coach above" in monday.text

    monday.at.session_state[Key.COACH] = "Bo Tarr"
    monday.at.run()

    assert "Monday sheet of Bo Tarr" in monday.checked().text
    assert "Ben Oyelaran" in monday.html
    assert "Rosa" not in monday.html
    assert "The sheet asks about 0 sessions and 1 contact." in monday.text


@pytest.mark.usefixtures("one_client")
def test_a_report_of_a_client_who_is_shown(screen: Open) -> None:
    clients = screen("clients")
    assert "We met" not in clients.html

    clients.at.selectbox("report-client").set_value("c1").run()

    assert "We met 5 times" in clients.checked().html
    assert "October 2026" in clients.html
    report = doors_monday.client_report("c1", SINCE_THE_START)
    assert report.from_day == dt.date(2026, 9, 28)


@pytest.mark.usefixtures("one_client")
def test_what_a_coach_sends_back_is_dropped_on_import(
    screen: Open, database: Database
) -> None:
    rows = (
        ",".join(COLUMNS),
        "c1-0,,Ana Sol,R. D.,,did not come,,",
        "c1-1,,Ana Sol,,,,,",
    )
    page = screen("import_sessions")

    page.upload(("back.csv", "\n".join(rows).encode())).press("Import 1 file")

    assert "1 answer for 1 client." in page.html
    assert "Left out: 1 because the coach left them empty." in page.html
    (entry,) = entries.entries(database, "c1")
    assert (entry.kind, entry.what) == ("confirmations", "no_show")
