"""What sessions cost comes from invoices, whichever file is imported first."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from analytics import importing
from analytics.store.check import check
from tests.analytics.importing.kinds.steps import (
    bring_rows,
    bring_sessions,
    everything,
    prices,
    session,
    told,
)
from tests.analytics.importing.steps import NOW
from tests.support import other_rows

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from analytics.store import Database
    from tests.support.files import Row

MON = session("S-1", "2026-11-02T10:00:00")
TUE = session("S-2", "2026-11-03T10:00:00")
BEN = session(
    "S-3",
    "2026-11-03T11:00:00",
    client_id="C-2",
    client_name="Ben Oyelaran",
    client_email="ben@example.org",
)


def line(key: str, amount: str = "90.00", **said: str) -> Row:
    return {"line": key, "amount": amount, "currency": "eur", **said}


@pytest.fixture(autouse=True)
def _muster() -> Iterator[None]:
    yield from other_rows.installed()


def test_a_line_with_the_session_s_id_gives_its_price(
    database: Database, tmp_path: Path
) -> None:
    bring_sessions(database, tmp_path, MON, TUE)
    report = bring_rows(
        database, tmp_path, "prices", line("1", booking="S-1", currency="eur")
    )
    assert prices(database) == {"S-1": (9000, "EUR"), "S-2": (None, None)}
    assert (report.kind, report.rows, report.accepted) == ("prices", 1, 1)
    assert (report.new, report.changed) == (0, 1)


def test_invoices_may_come_first_and_say_what_they_wait_for(
    database: Database, tmp_path: Path
) -> None:
    first = bring_rows(
        database,
        tmp_path,
        "prices",
        line("1", booking="S-1"),
        line("2", "80", number="C-1", name="Ada Quist", day="2026-11-03"),
        line("3", booking="S-9"),
    )
    assert told(first).sentence == (
        "3 prices for 0 sessions; 3 belong to sessions that no file shows yet"
    )
    assert [(row.who, row.why) for row in told(first).unmatched_rows] == [
        ("Ada Quist", "nobody with a session fits"),
        (None, "nobody with a session fits"),
        (None, "nobody with a session fits"),
    ]
    bring_sessions(database, tmp_path, MON, TUE)
    assert prices(database) == {"S-1": (9000, "EUR"), "S-2": (8000, "EUR")}
    assert importing.verify(database) == []


def test_both_orders_give_one_log_and_undo_takes_the_prices_back(
    database: Database, tmp_path: Path
) -> None:
    lines = (
        line("1", booking="S-1"),
        line("2", email="BEN@example.org", day="2026-11-03"),
    )
    bring_sessions(database, tmp_path, MON, BEN)
    without = everything(database)
    prices_first = bring_rows(database, tmp_path, "prices", *lines)
    sessions_first = everything(database)
    assert prices(database) == {"S-1": (9000, "EUR"), "S-3": (9000, "EUR")}

    importing.undo(database, str(prices_first.import_id), now=NOW)
    assert everything(database) == without
    for record in importing.imports(database):
        if record.undone_at is None:
            importing.undo(database, record.import_id, now=NOW)
    bring_rows(database, tmp_path, "prices", *lines)
    bring_sessions(database, tmp_path, MON, BEN)
    assert everything(database) == sessions_first
    assert check(database).problems == ()


def test_the_session_s_own_price_stands(database: Database, tmp_path: Path) -> None:
    own = MON | {"price": "70", "currency": "CHF"}
    bring_sessions(database, tmp_path, own)
    report = bring_rows(database, tmp_path, "prices", line("1", booking="S-1"))
    assert prices(database) == {"S-1": (7000, "CHF")}
    assert told(report).sentence == "1 price for 1 session"


def test_the_newest_export_of_a_line_counts(database: Database, tmp_path: Path) -> None:
    bring_sessions(database, tmp_path, MON)
    for day, amount in (("12", "95"), ("19", "100"), ("05", "90")):
        bring_rows(
            database,
            tmp_path,
            "prices",
            line("1", amount, booking="S-1"),
            exported_at=f"2026-11-{day}T18:00:00",
        )
    assert prices(database) == {"S-1": (10000, "EUR")}


def test_a_client_s_and_an_insurer_s_share_add_up(
    database: Database, tmp_path: Path
) -> None:
    bring_sessions(database, tmp_path, MON)
    bring_rows(
        database,
        tmp_path,
        "prices",
        line("1-a", "30", number="C-1", day="2026-11-02"),
        line("1-b", "65.50", number="C-1", day="2026-11-02"),
    )
    assert prices(database) == {"S-1": (9550, "EUR")}


def test_by_the_day_a_price_goes_to_the_session_of_its_service_that_took_place(
    database: Database, tmp_path: Path
) -> None:
    evening = session("S-4", "2026-11-02T18:00:00", service="Review")
    given_up = session("S-5", "2026-11-02T08:00:00", status="cancelled")
    bring_sessions(database, tmp_path, MON, evening, given_up)
    bring_rows(
        database,
        tmp_path,
        "prices",
        line("1", "40", number="C-1", day="2026-11-02", service="review"),
        line("2", "90", number="C-1", day="2026-11-02"),
    )
    assert prices(database) == {
        "S-1": (9000, "EUR"),
        "S-4": (4000, "EUR"),
        "S-5": (None, None),
    }


def test_an_exact_start_finds_one_of_two_sessions_of_a_day(
    database: Database, tmp_path: Path
) -> None:
    evening = session("S-4", "2026-11-02T18:00:00")
    bring_sessions(database, tmp_path, MON, evening)
    bring_rows(
        database,
        tmp_path,
        "prices",
        line("1", number="C-1", day="2026-11-02 18:00"),
    )
    assert prices(database) == {"S-1": (None, None), "S-4": (9000, "EUR")}


def test_every_row_is_accounted_for(database: Database, tmp_path: Path) -> None:
    bring_sessions(database, tmp_path, MON)
    rows = (
        line("1", booking="S-1"),
        line("1", booking="S-1"),
        line("2", "ninety", booking="S-1"),
        line("3", "", booking="S-1"),
        line("4", booking="S-1", kind="void"),
        line("5", "12", kind="product"),
        line("6"),
    )
    report = bring_rows(database, tmp_path, "prices", *rows)
    again = bring_rows(
        database,
        tmp_path,
        "prices",
        *rows,
        line("7"),
        exported_at="2026-11-21T09:00:00",
    )
    counts = (report.rows, report.accepted, report.duplicate, report.refused)
    assert (*counts, report.ignored) == (7, 1, 1, 2, 3)
    assert [(r.line, r.reason) for r in report.refusals] == [
        (4, "the amount cannot be read"),
        (6, "the line was voided"),
    ]
    assert dict(report.ignored_reasons) == {
        "it is a product": 1,
        "it says neither which session it is for nor whose and when": 1,
        "there is no amount": 1,
    }
    assert (again.accepted, again.duplicate, again.ignored) == (0, 2, 4)
    assert check(database).problems == ()


def test_two_clients_of_one_address_are_told_apart_by_name_or_not_at_all(
    database: Database, tmp_path: Path
) -> None:
    ben = BEN | {"client_email": "ada@example.org", "starts_at": "2026-11-02T12:00:00"}
    bring_sessions(database, tmp_path, MON, ben)
    shared = {"email": "ada@example.org", "day": "2026-11-02"}
    report = bring_rows(
        database,
        tmp_path,
        "prices",
        line("1", name="ben oyelaran", **shared),
        line("2", **shared),
    )
    assert prices(database) == {"S-1": (None, None), "S-3": (9000, "EUR")}
    assert told(report).unmatched == 1


def test_a_line_that_waited_for_its_session_leaves_the_one_it_served_by_the_day(
    database: Database, tmp_path: Path
) -> None:
    line_of_ben = line("1", booking="S-3", number="C-1", day="2026-11-02")
    bring_rows(database, tmp_path, "prices", line_of_ben)
    bring_sessions(database, tmp_path, MON)
    assert prices(database) == {"S-1": (9000, "EUR")}
    log = bring_sessions(database, tmp_path, BEN, exported_at="2026-11-21T18:00:00")
    assert prices(database) == {"S-1": (None, None), "S-3": (9000, "EUR")}
    assert importing.verify(database) == []
    importing.undo(database, str(log.import_id), now=NOW)
    assert prices(database) == {"S-1": (9000, "EUR")}
