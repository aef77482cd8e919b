"""Pairs of files from one tool: Cliniko's and Jane's sessions and what they cost."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from analytics import importing
from analytics.store.check import check
from tests.analytics.importing.kinds.steps import everything, found, told
from tests.analytics.importing.steps import NOW, bring

if TYPE_CHECKING:
    from analytics.contracts import ImportReport
    from analytics.store import Database

SAMPLES = Path(__file__).parents[4] / "data" / "samples"
PAIRS = {
    "cliniko": ("cliniko.csv", "cliniko_invoices.csv", "Australia/Melbourne"),
    "jane": ("jane.csv", "jane_sales.csv", "America/Toronto"),
}


def bring_pair(
    database: Database, tool: str, *, prices_first: bool = False
) -> list[ImportReport]:
    """Import both files of a tool."""
    *names, zone = PAIRS[tool]
    order = reversed(names) if prices_first else names
    return [bring(database, SAMPLES / name, timezone=zone) for name in order]


def priced(database: Database) -> list[tuple[object, ...]]:
    return found(
        database,
        "select split_part(session_id, ':', 2), price_cents from sessions "
        "where price_cents is not null order by all",
    )


def test_cliniko_s_invoices_price_its_appointments_and_its_flags_are_reminders(
    database: Database,
) -> None:
    log, invoices = bring_pair(database, "cliniko")
    assert priced(database)[:2] == [
        ("1310000000000004001", 12000),
        ("1310000000000004002", 7500),
    ]
    assert invoices.changed == len(priced(database))
    assert told(log).kind == "reminders"
    assert told(log).unmatched == 0
    assert found(
        database,
        "select channel, status from reminders "
        "where session_id like '%4003' order by channel",
    ) == [("email", "not_sent"), ("sms", "sent")]


def test_jane_s_sales_price_the_session_of_the_day(database: Database) -> None:
    _, sales = bring_pair(database, "jane")
    assert ("4101", 14000) in priced(database)
    assert told(sales).matched >= len(priced(database))


@pytest.mark.parametrize("tool", PAIRS)
def test_either_file_may_come_first_and_be_taken_back(
    database: Database, tool: str
) -> None:
    log, prices = bring_pair(database, tool)
    together = everything(database)
    importing.undo(database, str(prices.import_id), now=NOW)
    assert priced(database) == []
    importing.undo(database, str(log.import_id), now=NOW)
    assert all(not rows for rows in everything(database).values())

    first, second = bring_pair(database, tool, prices_first=True)
    assert told(first).matched == 0
    assert everything(database) == together
    assert second.kind == "sessions"
    assert importing.verify(database) == []
    assert check(database).problems == ()
    for done in (first, second):
        importing.undo(database, str(done.import_id), now=NOW)
    assert all(not rows for rows in everything(database).values())
