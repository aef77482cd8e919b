"""The record: the last sessions one by one, each once however often it was moved."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

import pytest

from analytics.errors import BadEntryError, ClientNotFoundError
from analytics.facts import as_of as moments
from analytics.periods import AsOf
from analytics.reports import client_report_sheet, client_report_words
from analytics.reports.client_report import record
from analytics.store import outcomes, promises, pulses
from analytics.store.outcomes import Said
from analytics.store.promises import Told
from tests.analytics.small_practice import ANNA, BELA, NOW
from tests.support import sheets
from tests.support.log import weekly, write

if TYPE_CHECKING:
    from analytics.reports.client_report import ClientReport
    from analytics.store import Database

MONDAY = dt.date(2026, 11, 16)


def lines(found: ClientReport, key: str) -> list[str]:
    return [
        f"{line.who} {line.text} {line.next}".strip()
        for one in client_report_words.sections(found)
        if one.key == key
        for line in one.lines
    ]


def at(database: Database) -> AsOf:
    return moments.default_as_of(database, NOW)


def test_a_session_that_was_moved_is_one(small: Database) -> None:
    found = record(small, at(small), BELA)

    (line,) = lines(found, "kept")
    assert line.startswith("Thu 12 Nov, 15:30 not noted yet; moved once, first")
    assert line.endswith("planned for Tue 10 Nov, 15:30")
    assert lines(found, "ahead") == ["Tue 1 Dec, 15:30"]
    assert client_report_words.subtitle(found).startswith("The last session, with Davi")


def test_what_became_of_each_is_said_plainly(small: Database) -> None:
    outcomes.confirm(small, [Said("S-2", "no_show", "ill")], on=MONDAY, now=NOW)

    assert lines(record(small, at(small), ANNA), "kept") == [
        "Mon 9 Nov, 10:00 did not take place, excused",
        "Mon 2 Nov, 10:00 we met",
    ]


def test_only_the_last_ones_and_what_was_promised_since(database: Database) -> None:
    write(database, weekly("ada", "2026-01-05 10:00", 20), exported="2026-05-19 12:00")
    now = dt.datetime(2026, 5, 19, 12)  # noqa: DTZ001 - UTC, as stored
    for number, (text, month, day) in enumerate(
        [("long ago", 1, 20), ("of late", 5, 12), ("let go", 5, 12), ("open", 1, 20)]
    ):
        on = dt.date(2026, month, day)
        owner = "coach" if text == "of late" else "client"
        told = Told(owner, text, on + dt.timedelta(days=3), 30, "a pen")
        action_id = promises.add(database, "ada", told, on=on, now=now)
        result = ("done", "done", "dropped", None)[number]
        if result:
            promises.settle(
                database, action_id, result, on=on + dt.timedelta(days=2), now=now
            )

    found = record(database, moments.default_as_of(database, now), "ada", sessions=3)

    assert len(lines(found, "kept")) == 3
    assert lines(found, "done") == ["Coach of late (about 30 min, with a pen) 14 May"]
    assert lines(found, "open") == ["open (about 30 min, with a pen) for 23 Jan"]


@pytest.mark.parametrize("sessions", [0, -1, 61])
def test_a_number_that_cannot_be_meant(small: Database, sessions: int) -> None:
    with pytest.raises(BadEntryError, match="1 to 60 sessions"):
        record(small, at(small), ANNA, sessions=sessions)
    with pytest.raises(ClientNotFoundError):
        record(small, at(small), "nobody")


def test_who_has_not_come_yet_has_an_empty_one(small: Database) -> None:
    early = AsOf.end_of(dt.date(2026, 10, 25), "Europe/Zurich")
    found = record(small, early, ANNA)

    assert found.sessions == ()
    assert "None in this time." in client_report_sheet.page(found)


def test_it_shows_and_accuses_nobody(small: Database) -> None:
    pulses.add(small, "S-1", engaged=1, goal_progress=1, on=MONDAY, now=NOW)
    said = [Said("S-1", "attended", was_late=True), Said("S-2", "late_cancelled")]
    outcomes.confirm(small, said, on=MONDAY, now=NOW)
    found = record(small, at(small), ANNA)

    for text in (
        client_report_sheet.markdown(found),
        client_report_sheet.page(sheets.full_record()),
    ):
        for word in (
            "driftline",
            "risk",
            "likely",
            "score",
            "no-show",
            "missed",
            "late",
            "failed",
            "only",
            "engaged",
            "progress",
            "€",
            "EUR",
            "paid",
            "%",
        ):
            pattern = rf"(?<![\w#:.]){re.escape(word)}(?!\w)"
            body = re.sub(r"(?s)<style>.*?</style>|<meta[^>]*>", "", text)
            assert not re.search(pattern, body, re.IGNORECASE), word
