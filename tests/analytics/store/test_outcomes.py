"""What a person says of sessions: kept together, refused in words, taken back."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

import pytest

from analytics.errors import BadEntryError, SessionNotFoundError
from analytics.store import entries, outcomes, privacy, queries
from analytics.store.check import check
from analytics.store.outcomes import Said
from tests.analytics.small_practice import ANNA, BELA, NOW

if TYPE_CHECKING:
    from analytics.store import Database

MONDAY = dt.date(2026, 11, 16)


def say(database: Database, *said: Said) -> list[str]:
    return outcomes.confirm(database, said, on=MONDAY, now=NOW)


def kept(database: Database) -> list[tuple[object, ...]]:
    return queries.rows(
        database,
        "select session_id, client_id, outcome, is_excused, excused_reason "
        "from confirmations where withdrawn_at is null order by session_id",
    )


def test_several_are_kept_together(small: Database) -> None:
    made = say(small, Said("S-1", "no_show", " ill "), Said("S-4", "Attended"))

    assert len(set(made)) == 2
    assert kept(small) == [
        ("S-1", ANNA, "no_show", True, "ill"),
        ("S-4", BELA, "attended", False, None),
    ]
    assert [e.what for e in entries.entries(small, ANNA)] == ["no_show"]


@pytest.mark.parametrize(
    ("said", "error", "words"),
    [
        (Said("S-9", "attended"), SessionNotFoundError, "no session with the id 'S-9'"),
        (Said("S-4", "late"), BadEntryError, "'late' cannot be said of a session"),
        (Said("S-4", "scheduled"), BadEntryError, "cannot be said"),
        (Said("S-4", "rescheduled"), BadEntryError, "cannot be said"),
        (Said("S-4", "attended", "ill"), BadEntryError, "missed or cancelled late"),
        (Said("S-5", "attended"), BadEntryError, "still ahead"),
        (Said("S-5", "unknown"), BadEntryError, "still ahead"),
    ],
)
def test_one_that_cannot_be_kept_keeps_none(
    small: Database, said: Said, error: type[Exception], words: str
) -> None:
    with pytest.raises(error, match=re.escape(words)):
        say(small, Said("S-1", "attended"), said)

    assert kept(small) == []


def test_a_session_ahead_can_be_cancelled(small: Database) -> None:
    say(small, Said("S-5", "cancelled_by_coach"))

    assert kept(small)[0][2] == "cancelled_by_coach"


def test_clearing_takes_back_all_of_one_session(small: Database) -> None:
    say(small, Said("S-1", "no_show"), Said("S-4", "attended"))
    say(small, Said("S-1", "attended"))

    assert outcomes.clear(small, "S-1", now=NOW) == 2
    assert outcomes.clear(small, "S-1", now=NOW) == 0
    assert [row[0] for row in kept(small)] == ["S-4"]
    with pytest.raises(SessionNotFoundError):
        outcomes.clear(small, "S-9", now=NOW)


def test_of_two_within_a_second_the_second_is_the_later(small: Database) -> None:
    for outcome in ("no_show", "attended", "cancelled"):
        say(small, Said("S-1", outcome))

    order = queries.rows(small, "select outcome from confirmations order by entered_at")
    assert order == [("no_show",), ("attended",), ("cancelled",)]


def test_one_entry_is_withdrawn_like_any_other(small: Database) -> None:
    (entry_id,) = say(small, Said("S-1", "no_show"))

    entries.withdraw(small, entry_id, now=NOW)

    assert kept(small) == []


def test_forgetting_a_client_takes_the_words_along(small: Database) -> None:
    say(
        small, Said("S-1", "no_show", "ill"), Said("S-4", "no_show", "Anna Zwirbelbach")
    )

    report = privacy.forget(small, ANNA, now=NOW)

    assert report.removed["confirmations"] == 1
    assert kept(small) == [("S-4", BELA, "no_show", True, "(forgotten)")]


def test_what_is_held_names_the_words(small: Database) -> None:
    say(small, Said("S-1", "no_show", "ill"))

    held = privacy.export_client(small, ANNA)["confirmations"]

    assert isinstance(held, list)
    assert held[0]["excused_reason"] == "ill"


def test_the_check_sees_a_word_that_is_none(small: Database) -> None:
    say(small, Said("S-1", "no_show"))
    before = check(small).problems
    with small.write() as cursor:
        cursor.execute("update confirmations set outcome = 'maybe'")

    found = set(check(small).problems) - set(before)

    assert found == {"1 entries about sessions hold no word of Driftline's"}
