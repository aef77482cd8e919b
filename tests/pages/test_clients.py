"""Clients: find, filter, sort, download."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

import pytest

from analytics import importing
from analytics.playbook.step import HARD
from analytics.playbook.steps import STEPS
from analytics.reports import client_list_look
from analytics.store import entries, privacy, saved_views
from pages.shared import (
    choice,
    client_list,
    client_list_bulk,
    doors,
    doors_clients,
    safe,
)
from pages.shared.view import View
from tests.pages.conftest import NOW, weekly

if TYPE_CHECKING:
    from collections.abc import Callable

    from analytics.contracts import ImportReport
    from analytics.store import Database
    from tests.pages.screens import Screen

    Open = Callable[[str], Screen]


def names(clients: Screen) -> list[str]:
    """Return the names in the table, from the top."""
    return re.findall(
        r'<a class="dl-name" href="client\?who=[0-9a-f]+"[^>]*>([^<]*)</a>',
        clients.html,
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

    clients.press("Show everybody")

    assert names(clients) == ["Rosa Duarte"]


def test_a_coach_who_is_nobodys_any_more(
    screen: Open, import_rows: Callable[..., ImportReport]
) -> None:
    first, *rest = weekly("Rosa Duarte")[::-1]
    import_rows(first.replace("Ana Sol", "Ben Ode"), *rest)
    clients = screen("clients")

    clients.at.selectbox(key="coach").set_value("Ben Ode").run()
    assert "Nobody fits." in clients.checked().text
    clients.press("Show everybody")

    assert names(clients) == ["Rosa Duarte"]


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

    clients.at.selectbox(key="order").set_value("last").run()
    assert names(clients.checked()) == ["bo", "Cy", "Ada"]
    assert clients.at.query_params["sort"] == "last"

    clients.at.toggle(key="backwards").set_value(True).run()
    assert names(clients.checked()) == ["Ada", "Cy", "bo"]
    assert clients.at.query_params["sort"] == "-last"


@pytest.mark.usefixtures("demo")
def test_filtered_by_standing(screen: Open) -> None:
    clients = screen("clients")
    everybody = len(doors.clients())

    clients.at.button_group(key="groups").select("paused").run()

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

    clients.at.button_group(key="groups").select("paused").run()

    assert names(clients.checked())


def test_download_makes_formulas_harmless(
    screen: Open, import_rows: Callable[..., ImportReport]
) -> None:
    import_rows(*weekly("=1+1"))
    assert screen("clients").at.download_button[0].label == "Download this list as CSV"

    content = safe.csv(client_list.for_a_file(doors_clients.everybody()))

    header, row = content.decode("utf-8-sig").splitlines()
    assert header.startswith("client_id,name,sessions_attended")
    assert row.startswith("c1,'=1+1,5,")


@pytest.mark.usefixtures("one_client")
def test_initials_also_in_the_download(screen: Open, database: Database) -> None:
    importing.change_setting(database, "initials", "on")

    clients = screen("clients")

    assert names(clients) == ["R. D."]
    assert "R. D." in client_list.for_a_file(doors_clients.everybody()).to_csv()


# -- the columns -------------------------------------------------------------------

SEEN = View(today=NOW.date(), zone="UTC", currency="EUR", is_initials=False)


def told(**said: object) -> str:
    """Return what the cell of the last contact says."""
    row = {
        "last_contact_on": NOW.date() - dt.timedelta(days=2),
        "last_contact_by": None,
        "is_answered": None,
        "answer_due_on": None,
    }
    cell = client_list.CELLS["contact"](row | said, SEEN)
    return f"{cell.first} {cell.rest}".strip()


def test_last_contact_in_a_few_words() -> None:
    yesterday = NOW.date() - dt.timedelta(days=1)
    assert told(last_contact_on=None) == "–"
    assert told() == "14 Nov"
    assert told(last_contact_by="coach") == "14 Nov you wrote"
    assert told(last_contact_by="client") == "14 Nov they wrote"
    assert told(is_answered=True) == "14 Nov they answered"
    assert told(is_answered=False) == "14 Nov no answer yet"
    assert told(answer_due_on=yesterday) == "14 Nov answer due 15 Nov"
    assert told(answer_due_on=NOW.date()) == "14 Nov answer due today"


@pytest.mark.usefixtures("one_client")
def test_columns_stand_there_once_there_is_something_in_them(
    screen: Open, database: Database
) -> None:
    clients = screen("clients")
    assert "Last contact" not in clients.html
    assert clients.at.session_state["columns"] == [
        "stands",
        "last",
        "next",
        "weeks",
        "gap",
        "came",
        "earned",
    ]

    entries.add_follow_up(
        database, "c1", step="say_hello", on=NOW.date(), wrote_last="coach", now=NOW
    )
    clients = screen("clients")

    assert "you wrote" in clients.html


# -- saved views -------------------------------------------------------------------

LAST = client_list_look.Look(order="last")


@pytest.mark.usefixtures("demo")
def test_a_view_is_saved_opened_by_its_address_and_deleted(screen: Open) -> None:
    clients = screen("clients")
    clients.at.button_group(key="groups").select("paused").run()
    clients.at.text_input(key="view-name").set_value("resting").run()
    clients.press("Save")
    paused = names(clients)
    address = dict(clients.at.query_params.items())
    assert address == {"view": choice.token("resting")}

    other = screen("clients")
    assert names(other) != paused
    other.at.query_params["view"] = address["view"]
    other.at.run()
    assert names(other.checked()) == paused
    assert other.at.selectbox(key="opened-view").value == address["view"]

    other.press("Delete")
    assert "The view resting was deleted." in other.text
    other.press("Undo")
    assert "Rename" in other.buttons
    assert names(other) == paused


@pytest.mark.usefixtures("one_client")
def test_a_view_that_was_opened_is_changed_and_put_back(
    screen: Open, database: Database
) -> None:
    saved_views.save(database, "mine [x]", client_list_look.text_of(LAST), now=NOW)
    clients = screen("clients")
    clients.at.selectbox(key="opened-view").set_value(choice.token("mine [x]")).run()
    assert clients.at.selectbox(key="order").value == "last"

    clients.at.selectbox(key="order").set_value("gap").run()
    clients.press("Keep it as mine [x]")

    (view,) = saved_views.views(database)
    assert client_list_look.from_text(view.definition).order == "gap"
    assert "The view mine [x] was changed." in clients.text
    clients.press("Undo")
    assert clients.at.selectbox(key="order").value == "last"
    (view,) = saved_views.views(database)
    assert client_list_look.from_text(view.definition) == LAST


@pytest.mark.usefixtures("one_client")
def test_names_of_views_are_numbers_while_initials_are_shown(
    screen: Open, database: Database
) -> None:
    saved_views.save(database, "like Rosa", "{}", now=NOW)
    importing.change_setting(database, "initials", "on")

    clients = screen("clients")

    assert "View 1" in clients.text
    assert "Rosa" not in clients.text


# -- several at once ---------------------------------------------------------------


def test_what_needs_a_talk_of_its_own_is_not_planned_for_several() -> None:
    for key in client_list_bulk.TO_PLAN:
        assert STEPS[key].kind == "message"
        assert key not in HARD


def test_a_step_is_planned_for_several_and_taken_back(
    screen: Open, import_rows: Callable[..., ImportReport], database: Database
) -> None:
    import_rows(*weekly("Ada", client="c1"), *weekly("Bo", client="c2"))
    clients = screen("clients")
    clients.at.toggle(key="choosing").set_value(True).run()
    clients.press("Choose these 2")
    assert "2 clients chosen" in clients.text
    assert "2 clients, from Tue 17 Nov to Wed 18 Nov, working days." in clients.text

    clients.press("Plan it")

    assert "Say hello: planned for 2 clients." in clients.text
    (entry,) = entries.entries(database, "c2")
    assert (entry.what, entry.until_date) == ("say_hello", dt.date(2026, 11, 18))
    clients.press("Undo")
    assert entries.entries(database, "c2")[0].withdrawn_at is not None


def test_no_concern_asks_for_a_reason_and_away_takes_a_day(
    screen: Open, import_rows: Callable[..., ImportReport], database: Database
) -> None:
    import_rows(*weekly("Ada", client="c1"), *weekly("Bo", client="c2"))
    clients = screen("clients")
    clients.at.toggle(key="choosing").set_value(True).run()
    clients.press("Choose these 2")
    clients.press("Keep this reason")
    assert "no concern" in clients.text
    assert entries.entries(database, "c1") == []

    clients.press("Keep this day")

    assert "2 clients away until Monday 7 December." in clients.text
    assert [entry.kind for entry in entries.entries(database, "c1")] == ["absences"]


def test_a_step_leaves_out_who_may_not_be_written_to(
    screen: Open, import_rows: Callable[..., ImportReport], database: Database
) -> None:
    import_rows(*weekly("Ada", client="c1"), *weekly("Bo", client="c2"))
    entries.add_ending(
        database, "c1", "paused", on=NOW.date(), may_contact=False, now=NOW
    )
    clients = screen("clients")
    clients.at.toggle(key="choosing").set_value(True).run()
    clients.press("Choose these 2")

    assert "1 client is left out" in clients.text
    clients.press("Plan it")

    assert len(entries.entries(database, "c1")) == 1
    assert "planned for 1 client." in clients.text


@pytest.mark.usefixtures("one_client")
def test_whoever_went_in_another_tab_is_chosen_no_longer(
    screen: Open, database: Database
) -> None:
    clients = screen("clients")
    clients.at.toggle(key="choosing").set_value(True).run()
    clients.press("Choose these 1")

    privacy.forget(database, "c1", now=NOW)
    clients.at.run()

    assert clients.checked().title == "Clients"
    assert "Plan it" not in clients.buttons
