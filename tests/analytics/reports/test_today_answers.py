"""Today: whether the last contact was answered."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from analytics import facts
from analytics.contracts import Contact
from analytics.reports.today import today
from analytics.store import answers, entries
from tests.support.log import utc, weekly, write

if TYPE_CHECKING:
    from analytics.contracts import RankedClient
    from analytics.store import Database

NOW = utc("2026-02-23 09:00")
"""A Monday. The last export is of the Friday before."""
FRIDAY = "2026-02-20 18:00"
QUIET = weekly("anna", "2026-01-05 10:00", 5)


def anna(database: Database, now: dt.datetime = NOW) -> RankedClient:
    found = today(database, facts.default_as_of(database, now), now=now)
    return next(one for one in found.clients if one.client_id == "anna")


def test_an_answer_is_told_and_lets_nobody_rest_longer(database: Database) -> None:
    write(database, QUIET, exported=FRIDAY)
    friday = dt.date(2026, 2, 20)
    entries.add_follow_up(database, "anna", step="say_hello", on=friday, now=NOW)
    assert anna(database).contact == Contact(friday, None, None)

    entry_id = answers.add(
        database, "anna", is_answered=True, on=dt.date(2026, 2, 23), now=NOW
    )

    found = anna(database)
    assert found.contact == Contact(
        friday, is_answered=True, answer_id=entry_id, result="answered"
    )
    assert found.held_back == (
        "Contacted on 20 February; back on the list on 20 March."
    )


def test_after_four_weeks_nobody_asks_for_an_answer(database: Database) -> None:
    write(database, QUIET, exported=FRIDAY)
    day = dt.date(2026, 2, 3)
    entries.add_follow_up(database, "anna", step="say_hello", on=day, now=NOW)

    assert anna(database, utc("2026-03-02 09:00")).contact is not None
    assert anna(database, utc("2026-03-03 09:00")).contact is None
