"""Agreements: kept, accepted, taken back; fees are decided in one click each."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from analytics import importing
from analytics.store import agreements, entries, queries
from analytics.store.agreements import Terms
from pages.shared import choice, done_line
from tests.pages.conftest import NOW, weekly

if TYPE_CHECKING:
    from collections.abc import Callable

    from analytics.contracts import ImportReport
    from analytics.store import Database
    from tests.pages.screens import Screen

    Open = Callable[[str], Screen]

JUNE = dt.date(2026, 6, 1)

TERMS = Terms(
    notice_hours=48,
    no_show_fee_cents=9000,
    late_fee_cents=4550,
    currency="EUR",
    free_moves=2,
    moves_period="quarter",
    excused="Illness, and **whatever** we agree",
    review_date=dt.date(2026, 11, 1),
    coach_commits="Notes within two days",
)


def session(number: int, status: str, **named: str) -> str:
    at = NOW - dt.timedelta(days=7 * number)
    booked = named.get("booked", (at - dt.timedelta(days=20)).isoformat() + "Z")
    cancelled = named.get("cancelled", "")
    return (
        f"m{number},c9,Mia Brandt,mia@example.org,Ana Sol,Coaching,{at.isoformat()}Z,"
        f"60,{booked},{status},{cancelled},,,90.00,EUR"
    )


@pytest.fixture
def agreed(database: Database, import_rows: Callable[..., ImportReport]) -> str:
    """Agree with everybody; Mia accepted, missed one and cancelled one late."""
    late = (NOW - dt.timedelta(days=14, hours=30)).isoformat() + "Z"
    import_rows(
        *weekly("Rosa Duarte"),
        session(1, "no_show"),
        session(2, "cancelled", cancelled=late),
        session(3, "attended"),
    )
    kept = importing.agree(database, TERMS, on=JUNE, now=NOW)
    agreements.accept(database, ["c9"], kept, on=JUNE, now=NOW)
    return kept


def rows(database: Database, table: str) -> int:
    sql = f"select count(*) from {table} where withdrawn_at is null"  # noqa: S608 - of the test
    ((count,),) = queries.rows(database, sql)
    assert isinstance(count, int)
    return count


def test_an_empty_practice_says_what_to_do(screen: Open) -> None:
    page = screen("policy")

    assert page.title == "Agreements"
    assert "Import an export" in page.text


@pytest.mark.usefixtures("one_client")
def test_the_form_keeps_an_agreement_and_it_can_be_taken_back(
    screen: Open, database: Database
) -> None:
    page = screen("policy")
    assert "Nothing is agreed yet" in page.text
    page.at.number_input(key="agree-notice").set_value(48)
    page.at.number_input(key="agree-missed").set_value(45.5)
    page.at.text_input(key="agree-currency").set_value("chf")
    page.at.text_area(key="agree-excused").set_value("Illness")
    page.press("Keep this agreement")

    for said in (
        "With everybody from 16 Nov on",
        "48 hours of notice to cancel or move",
        "45.50 CHF for a missed session",
        "Excused: Illness",
        "In force for 1 client, nobody has accepted it yet",
    ):
        assert said in page.text
    page.press("Take back")
    assert "Nothing is agreed yet" in page.text
    assert rows(database, "agreements") == 0


@pytest.mark.usefixtures("one_client")
def test_nothing_said_is_refused_in_a_sentence(
    screen: Open, database: Database
) -> None:
    page = screen("policy").press("Keep this agreement")

    assert "Say at least one thing that was agreed" in page.text
    assert rows(database, "agreements") == 0


def test_who_accepted_is_kept(screen: Open, database: Database, agreed: str) -> None:
    page = screen("policy")
    for said in (
        "In force for 2 clients, 1 of them have not accepted it yet",
        "to look at again since 1 Nov",
        "2 free moves a quarter",
        "The coach commits to: Notes within two days",
    ):
        assert said in page.text
    key = done_line.key_of(agreed)
    page.at.session_state[f"accepted-{key}"] = True
    page.at.run()
    assert page.at.multiselect(key=f"accepted-who-{key}").options == ["Rosa Duarte"]
    page.at.multiselect(key=f"accepted-who-{key}").set_value(["c1"])
    page.press("Keep")

    assert "accepted by all of them" in page.text
    assert rows(database, "agreement_acceptances") == 2


@pytest.mark.usefixtures("agreed")
def test_fees_are_decided_in_one_click_each(screen: Open, database: Database) -> None:
    page = screen("policy")
    text = page.text
    assert text.index("What is in force") < text.index("Fees to decide")
    assert "missed" in text
    assert "90 EUR agreed" in text
    assert "cancelled at most 30 hours before, 48 agreed" in text
    assert "45.50 EUR agreed" in text

    page.press("Waive it")
    page.press("Note it")

    assert "There is nothing to decide." in page.text
    kept = queries.rows(
        database, "select decision, reason, fee_cents from fee_decisions order by all"
    )
    assert kept == [("noted", None, 4550), ("waived", "Goodwill", 9000)]


@pytest.mark.usefixtures("agreed")
def test_no_total_stands_anywhere_and_nothing_on_today(screen: Open) -> None:
    page = screen("policy")
    assert "135" not in page.text
    assert "lost" not in page.text.lower()

    today = page.go("today").text

    assert "fee" not in today.lower()


@pytest.mark.usefixtures("agreed")
def test_no_fee_while_somebody_is_worried(screen: Open, database: Database) -> None:
    row = {"client_id": "c9", "kind": "worried", "on_date": NOW.date()}
    with database.write() as cursor:
        entries.insert(cursor, "remarks", row, NOW)

    assert "Fees to decide" not in screen("policy").text


@pytest.mark.usefixtures("agreed")
def test_initials_hide_the_name(screen: Open, database: Database) -> None:
    importing.change_setting(database, "initials", "on")

    text = screen("policy").text

    assert "Brandt" not in text
    assert "Mia" not in text


def opened(page: Screen, client_id: str) -> Screen:
    """Go to what was agreed in a client's file."""
    page.at.query_params["who"] = choice.token(client_id)
    page.at.query_params["look"] = "agreed"
    page.at.run()
    return page.checked()


def test_a_clients_file_says_what_was_agreed_and_what_is_to_decide(
    screen: Open, database: Database, agreed: str
) -> None:
    page = opened(screen("client"), "c9")
    for said in (
        "As with everybody, from 1 Jun on, accepted 1 Jun",
        "48 hours of notice",
        "No move this quarter, two are free",
        "One missed and one cancelled late this quarter",
    ):
        assert said in page.text
    page.press("Note it")
    assert rows(database, "fee_decisions") == 1

    rosa = opened(page.go("client"), "c1").text
    assert "not accepted yet" in rosa
    assert "Fees to decide" not in rosa
    assert agreed


def test_no_fee_stands_in_the_file_while_a_hello_comes_first(
    screen: Open, database: Database, import_rows: Callable[..., ImportReport]
) -> None:
    lea = weekly("Lea Roth", client="c8", last_days_ago=8)
    import_rows(*lea, session(1, "no_show").replace("c9,Mia Brandt", "c8,Lea Roth"))
    kept = importing.agree(database, TERMS, on=JUNE, now=NOW)
    agreements.accept(database, ["c8"], kept, on=JUNE, now=NOW)

    file = screen("client")
    file.at.query_params["who"] = choice.token("c8")
    file.at.run()
    assert "Say hello" in file.text
    page = opened(file, "c8")
    assert "What was agreed" in page.text
    assert "Fees to decide" not in page.text
    assert "Lea Roth Mon 9 Nov, 09:00: missed" in page.go("policy").text


@pytest.mark.usefixtures("agreed")
def test_what_is_to_come_is_shown_as_such(screen: Open, database: Database) -> None:
    ahead = Terms(notice_hours=12)
    importing.agree(database, ahead, on=dt.date(2027, 1, 1), now=NOW)

    text = screen("policy").text

    assert "to come, from 1 Jan 2027 on" in text
    assert "12 hours of notice" in text
