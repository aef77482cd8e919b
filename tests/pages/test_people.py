"""Who is who: one person or two, what is missing, what was moved; all with undo."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from analytics import importing
from analytics.importing import ImportOptions
from analytics.store import queries
from tests.support.files import Row, calendly_row, write_calendly

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from analytics.store import Database
    from tests.pages.screens import Screen

Open = "Callable[[str], Screen]"

LAST_WEEK = dt.datetime.now(dt.UTC).replace(tzinfo=None, microsecond=0) - dt.timedelta(
    days=7
)
TODAY = LAST_WEEK + dt.timedelta(days=7)


def day(days: int) -> str:
    """Return ten o'clock so many days from today, as Calendly writes it."""
    return f"{TODAY + dt.timedelta(days=days):%Y-%m-%d} 10:00 am"


def row(key: str, days: int, name: str, email: str, **more: str) -> Row:
    return calendly_row(key, day(days), name=name, email=email, booked=day(-90), **more)


ROWS = [
    row("a1", -60, "Ana Silva", "ana@old.org"),
    row("a2", -53, "Ana Silva", "ana@old.org"),
    row("a3", -20, "Ana Silva", "ana@new.org"),
    row("a4", 20, "Ana Silva", "ana@new.org"),
    row("b1", -30, "Ben <b>Okafor</b>", "we@x.org"),
    row("b2", -23, "Chidi Okafor", "we@x.org"),
    row("b3", 5, "Ben <b>Okafor</b>", "we@x.org"),
]
OLD = calendly_row(
    "m1",
    day(-16),
    name="Mia Lund",
    email="mia@x.org",
    booked=day(-40),
    cancelled_by="Invitee",
)
NEW = calendly_row("m2", day(-14), name="Mia Lund", email="mia@x.org", booked=day(-17))


def bring(database: Database, path: Path, at: dt.datetime) -> None:
    options = ImportOptions(exported_at=at, timezone="UTC")
    importing.import_file(database, path, now=TODAY, options=options)


@pytest.fixture
def practice(database: Database, tmp_path: Path) -> Database:
    """Two exports of one week; the newer one leaves the booking b3 out."""
    rows = [*ROWS, OLD, NEW]
    bring(database, write_calendly(tmp_path / "1.csv", rows), LAST_WEEK)
    newer = [one for one in rows if one["Invitee UUID"] != "b3"]
    bring(database, write_calendly(tmp_path / "2.csv", newer), TODAY)
    return database


def names(database: Database) -> list[str]:
    found = queries.rows(database, "select display_name from clients order by all")
    return [str(name) for (name,) in found]


def test_empty_practice_says_what_to_do(screen: Callable[[str], Screen]) -> None:
    page = screen("people")

    assert page.title == "Who is who"
    assert "Import" in page.text


def test_one_person_is_merged_by_a_button_and_taken_back(
    practice: Database, screen: Callable[[str], Screen]
) -> None:
    page = screen("people")
    assert "The same name, never booked at the same time" in page.text

    page.press("Same person")
    assert names(practice).count("Ana Silva") == 1
    assert "are one person" in page.text
    page.press("Take back")

    assert names(practice).count("Ana Silva") == 2
    assert "Same person" in page.buttons


def test_not_the_same_is_not_asked_again(
    practice: Database, screen: Callable[[str], Screen]
) -> None:
    page = screen("people").press("Not the same")

    assert "Same person" not in page.buttons
    assert names(practice).count("Ana Silva") == 2


def test_a_couple_becomes_two_clients(
    practice: Database, screen: Callable[[str], Screen]
) -> None:
    page = screen("people")
    assert "book from one address" in page.text

    page.press("Two people")

    assert {"Ben <b>Okafor</b>", "Chidi Okafor"} <= set(names(practice))
    assert "<b>Okafor" not in page.html


@pytest.mark.parametrize(
    ("answer", "is_asked_again"),
    [("It was cancelled", False), ("It is still on", False)],
)
def test_a_missing_booking_is_asked_about_once(
    practice: Database,
    screen: Callable[[str], Screen],
    answer: str,
    *,
    is_asked_again: bool,
) -> None:
    page = screen("people")
    assert "no longer in that of" in page.text

    page.press(answer)

    assert (answer in page.buttons) is is_asked_again
    ((outcome,),) = queries.rows(
        practice, "select outcome from sessions where session_id = 'calendly:b3'"
    )
    assert outcome == ("scheduled" if "still" in answer else "unknown")
    page.press("Take back")
    assert answer in page.buttons


@pytest.mark.usefixtures("practice")
def test_a_move_says_how_it_is_known_and_can_be_cut(
    screen: Callable[[str], Screen],
) -> None:
    page = screen("people")
    assert "Mia Lund" in page.text
    assert "moved once" in page.text
    assert "when it was cancelled is not known" in page.text

    page.press("Not a move")

    assert "moved once" not in page.text
    assert "was not moved to" in page.text


def test_a_booking_that_kept_its_number_says_so_and_can_be_put_right(
    screen: Callable[[str], Screen], database: Database, tmp_path: Path
) -> None:
    for name, days, at in (("1", -14, LAST_WEEK), ("2", -12, TODAY)):
        rows = [row("n1", days, "Nora <i>Holm</i>", "nora@x.org")]
        bring(database, write_calendly(tmp_path / f"{name}.csv", rows), at)
    page = screen("people")
    assert "moved once" in page.text
    assert "An earlier file showed the same booking at another time." in page.text

    page.press("Not a move")

    assert "moved once" not in page.checked().text
    assert "was not moved to" in page.text
    page.press("Take back")
    assert "moved once" in page.text


@pytest.mark.usefixtures("practice")
def test_the_missing_booking_is_asked_about_on_who_came_as_well(
    screen: Callable[[str], Screen],
) -> None:
    page = screen("data_quality").press("It was cancelled")

    assert "It was cancelled" not in page.buttons


@pytest.mark.usefixtures("practice")
@pytest.mark.parametrize("address", ["import_sessions", "today"])
def test_what_changed_is_a_line_and_a_list(
    screen: Callable[[str], Screen], address: str
) -> None:
    page = screen(address)

    [line] = [e.label for e in page.at.expander if e.label.startswith("Since the")]
    assert line.endswith(": 1 gone")
    assert "Gone from the newest file" in page.text
    assert "<b>Okafor" not in page.html


@pytest.mark.usefixtures("one_client")
def test_one_client_has_nothing_to_ask(screen: Callable[[str], Screen]) -> None:
    page = screen("people")

    assert "Nobody looks like somebody else." in page.text
    assert "No session was moved" in page.text


@pytest.mark.usefixtures("demo")
def test_the_demo_opens(screen: Callable[[str], Screen]) -> None:
    assert screen("people").title == "Who is who"
