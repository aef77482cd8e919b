"""How right were we?: the record as stored, and what to expect before there is one."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from analytics import importing
from analytics.risk.record import Third
from analytics.store import open_practice
from analytics.store.scores import PastName
from tests.pages.conftest import NOW, weekly
from tests.support import past_record
from tests.support.past_record import record_of, tally

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from analytics.contracts import ImportReport
    from analytics.risk.record import Record
    from analytics.store import Database
    from tests.pages.screens import Screen

    Open = Callable[[str], Screen]

HOSTILE = "<b>Rosa</b> =1+1 [x](http://evil.example)"


def named(day: int, **others: object) -> PastName:
    given: dict[str, object] = {
        "client_id": "c1",
        "day": day,
        "listed_as": "model",
        "probability": 0.6,
        "what_happened": "went_quiet",
        "happened_on_day": day - 3,
        "rule_day": day + 11,
        "lead_days": -3,
        "is_settled": True,
        "is_stored": False,
    }
    return PastName(**given | others)  # type: ignore[arg-type]  # fields by name


def a_year() -> Record:
    """Return a record in which one client is everybody."""
    empty = record_of(tally())
    day = empty.as_of_day - 100
    names = tuple(named(day - place) for place in range(14))
    still = named(day - 20, what_happened="still_here", rule_day=None, lead_days=None)
    missed = named(day - 30, listed_as=None, probability=None, lead_days=None)
    figures = tally(
        names=15,
        settled=15,
        quiet=14,
        precision=(0.7, 0.99),
        drifts=15,
        caught=14,
        before_rule=14,
        lead_days=(8.0, 11.0, 12.0),
    )
    return replace(
        empty,
        names=(*names, still, missed),
        ours=figures,
        base_rate=0.14,
        thirds=(
            Third(0.02, 0.03, (0.01, 0.06), 400, 30),
            Third(0.07, 0.06, (0.03, 0.1), 400, 31),
            Third(0.3, 0.31, (0.22, 0.4), 401, 32),
        ),
    )


@pytest.fixture
def one_with_a_year(one_client: None, practice_of_the_test: Path) -> None:
    """Store that record in the practice of one client."""
    del one_client
    database = open_practice(practice_of_the_test)
    past_record.put(database, a_year(), NOW)
    database.close()


def test_empty_practice_offers_import_and_demo(screen: Open) -> None:
    page = screen("scoreboard")

    assert page.title == "How right were we?"
    assert "Open the demo" in page.buttons


@pytest.mark.usefixtures("one_client")
def test_before_the_first_run_it_says_what_will_come(screen: Open) -> None:
    page = screen("scoreboard")

    assert page.title == "How right were we?"
    assert "as soon as it has worked out its first list" in page.text


def test_a_new_practice_has_nothing_to_look_back_at(
    screen: Open, database: Database, one_client: None
) -> None:
    del one_client
    past_record.keep(database, NOW)

    page = screen("scoreboard")

    assert page.title == "There is no past week to look back at yet."
    assert "Why no percentages yet" in page.text
    assert not page.at.get("plotly_chart")


@pytest.mark.usefixtures("one_with_a_year")
def test_a_year_says_who_was_named_what_happened_and_how_early(screen: Open) -> None:
    page = screen("scoreboard")

    assert page.title == "Of 15 names in the past year, 14 went quiet."
    assert "9 in 10 who went quiet were named (14 of 15)" in page.text
    assert "half of them 11 days or more before" in page.text
    assert "The true share may be anything from 70% to 99%." in page.text
    assert "Rosa Duarte" in page.html
    assert "11 days earlier" in page.html
    assert "1 person went quiet and no list had named them" in page.text
    assert "401 looks at 32 clients" in page.html
    assert len(page.at.get("plotly_chart")) == 2
    assert "Not yet." in page.text


@pytest.mark.usefixtures("one_with_a_year")
def test_names_are_turned_page_by_page_and_chosen_by_what_happened(
    screen: Open,
) -> None:
    page = screen("scoreboard")
    rows = page.html.count("by this list")

    page.at.button_group(key="past-whats").set_value(["still_here"]).run()

    assert rows == 12
    assert page.checked().html.count("by this list") == 1
    assert "Still here" in page.html


@pytest.mark.usefixtures("one_with_a_year")
def test_a_coach_chosen_elsewhere_hides_no_name_the_figures_count(
    screen: Open, import_rows: Callable[..., ImportReport]
) -> None:
    of_bo = weekly("Kim Otto", client="c7")
    import_rows(*(row.replace("Ana Sol", "Bo Lind") for row in of_bo))
    page = screen("scoreboard")
    names = page.html.count("Rosa Duarte")

    page.at.session_state["coach"] = "Bo Lind"
    page.at.run()

    assert names > 0
    assert page.checked().html.count("Rosa Duarte") == names


@pytest.mark.usefixtures("one_with_a_year")
def test_initials_hide_names_here_too(screen: Open, database: Database) -> None:
    importing.change_setting(database, "initials", "on")

    page = screen("scoreboard")

    assert "R. D." in page.html
    assert "Rosa Duarte" not in page.html


def test_a_hostile_name_stays_text(
    screen: Open, database: Database, import_rows: Callable[..., ImportReport]
) -> None:
    import_rows(*weekly(HOSTILE))
    past_record.put(database, a_year(), NOW)

    page = screen("scoreboard")

    assert "&lt;b&gt;Rosa&lt;/b&gt;" in page.html
    assert "<b>Rosa" not in page.html


@pytest.mark.usefixtures("demo")
def test_the_demo_has_a_record(screen: Open, practice_of_the_test: Path) -> None:
    database = open_practice(practice_of_the_test)
    found = past_record.keep(database, NOW)
    database.close()

    page = screen("scoreboard")

    assert found.ours.names > 0
    assert "names in the past year" in page.title
    assert "What was expected, and what happened" in page.text
