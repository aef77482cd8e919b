"""Clients: find, filter, sort, download."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from analytics import importing
from pages.shared import client_list, doors, safe
from tests.pages.conftest import weekly

if TYPE_CHECKING:
    from collections.abc import Callable

    from analytics.contracts import ImportReport
    from analytics.store import Database
    from tests.pages.screens import Screen

    Open = Callable[[str], Screen]


def names(clients: Screen) -> list[str]:
    """Return the names in the table, from the top."""
    return re.findall(
        r'<td class="who"[^>]*><b class="dl-name">([^<]*)</b>', clients.html
    )


def test_empty_practice_offers_import_and_demo(screen: Open) -> None:
    clients = screen("clients")

    assert clients.title == "Clients"
    assert "Open the demo" in clients.buttons


@pytest.mark.usefixtures("one_client")
def test_one_client_with_all_columns(screen: Open) -> None:
    clients = screen("clients")

    assert names(clients) == ["Rosa Duarte"]
    for said in ("Ana Sol · Coaching", "Active", "26 Oct", "7 days", "5 of 5"):
        assert said in clients.text
    assert "1 client" in clients.text


def test_found_by_a_part_of_the_name(
    screen: Open, import_rows: Callable[..., ImportReport]
) -> None:
    import_rows(*weekly("Rosa Duarte"), *weekly("Bo [x] Berg", client="c2"))
    clients = screen("clients")

    clients.at.text_input(key="find").set_value("[x] ").run()

    assert names(clients.checked()) == ["Bo [x] Berg"]
    assert "1 client of 2" in clients.text


@pytest.mark.usefixtures("one_client")
def test_nobody_fits(screen: Open) -> None:
    clients = screen("clients")

    clients.at.text_input(key="find").set_value("Zoe").run()

    assert "Nobody fits." in clients.checked().text


def test_sorted_by_who_came_longest_ago(
    screen: Open, import_rows: Callable[..., ImportReport]
) -> None:
    import_rows(
        *weekly("Ada", client="c1", last_days_ago=3),
        *weekly("bo", client="c2", last_days_ago=20),
        *weekly("Cy", client="c3", last_days_ago=9),
    )
    clients = screen("clients")
    assert names(clients) == ["Ada", "bo", "Cy"]

    clients.at.selectbox(key="order").set_value("Came last, longest ago first").run()

    assert names(clients.checked()) == ["bo", "Cy", "Ada"]


@pytest.mark.usefixtures("demo")
def test_filtered_by_standing(screen: Open) -> None:
    clients = screen("clients")
    everybody = len(doors.clients())

    clients.at.button_group(key="standings").select("paused").run()

    assert 0 < len(names(clients.checked())) < everybody
    assert f"of {everybody}" in clients.text


@pytest.mark.usefixtures("demo")
def test_long_list_comes_in_pages(screen: Open) -> None:
    clients = screen("clients")
    first = names(clients)

    clients.at.pagination(key="clients-page").set_value(2).run()

    assert len(first) == 40
    assert not set(first) & set(names(clients.checked()))


@pytest.mark.usefixtures("demo")
def test_page_two_of_a_shorter_list_is_its_last(screen: Open) -> None:
    clients = screen("clients")
    clients.at.pagination(key="clients-page").set_value(2).run()

    clients.at.button_group(key="standings").select("paused").run()

    assert names(clients.checked())


def test_download_makes_formulas_harmless(
    screen: Open, import_rows: Callable[..., ImportReport]
) -> None:
    import_rows(*weekly("=1+1"))
    assert screen("clients").at.download_button[0].label == "Download this list as CSV"

    content = safe.csv(client_list.for_a_file(doors.clients()))

    header, row = content.decode("utf-8-sig").splitlines()
    assert header.startswith("client_id,name,sessions_attended")
    assert row.startswith("c1,'=1+1,5,")


@pytest.mark.usefixtures("one_client")
def test_initials_also_in_the_download(screen: Open, database: Database) -> None:
    importing.change_setting(database, "initials", "on")

    clients = screen("clients")

    assert names(clients) == ["R. D."]
    assert "R. D." in client_list.for_a_file(doors.clients()).to_csv()


def test_table_of_nobody() -> None:
    assert "Nobody fits" in client_list.table(doors.clients())
