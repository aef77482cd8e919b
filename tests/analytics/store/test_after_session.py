"""What is said after a session: all of it or nothing, once, with one undo."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from analytics.errors import BadEntryError, SessionNotFoundError
from analytics.store import Database, after_session, entries, queries
from analytics.store.after_session import After
from analytics.store.outcomes import Said
from analytics.store.promises import Told
from tests.analytics.small_practice import NOW

MONDAY = dt.date(2026, 11, 16)
FULL = After(
    Said("S-2", "attended", was_late=True),
    engaged=4,
    promises=(
        Told("client", "Write one page", dt.date(2026, 11, 20), 30, "a pen"),
        Told("coach", "Send the notes", dt.date(2026, 11, 17)),
    ),
    next_date=dt.date(2026, 11, 23),
)


def keep(database: Database, after: After, seen: str | None = None) -> list[str]:
    return after_session.keep(database, after, seen=seen, on=MONDAY, now=NOW)


def counts(database: Database) -> dict[str, int]:
    tables = ("confirmations", "pulses", "promises", "next_agreed")
    found = {}
    for table in tables:
        rows = queries.rows(
            database,
            f"select count(*) from {table} "  # noqa: S608 - names of our own
            "where withdrawn_at is null",
        )
        found[table] = int(str(rows[0][0]))
    return found


NOTHING = {"confirmations": 0, "pulses": 0, "promises": 0, "next_agreed": 0}


def test_all_of_it_is_kept_and_taken_back_at_once(small: Database) -> None:
    made = keep(small, FULL)

    assert counts(small) == {
        "confirmations": 1,
        "pulses": 1,
        "promises": 2,
        "next_agreed": 1,
    }
    kept = after_session.kept(small, "S-2")
    assert kept is not None
    assert (kept.outcome_id, set(kept.entry_ids)) == (made[0], set(made))
    assert kept.said == (
        "they came a little late, 2 promises, your view and 2026-11-23 for the next "
        "time"
    )

    entries.withdraw_all(small, made, now=NOW)
    assert counts(small) == NOTHING
    assert after_session.kept(small, "S-2") is None


def test_the_outcome_alone_is_enough(small: Database) -> None:
    keep(small, After(Said("S-1", "no_show", "ill")))

    assert counts(small) == NOTHING | {"confirmations": 1}
    kept = after_session.kept(small, "S-1")
    assert kept is not None
    assert kept.said == "they did not come and are excused"


@pytest.mark.parametrize(
    "after",
    [
        replace(FULL, said=Said("S-2", "no_show", was_late=True)),
        replace(FULL, engaged=6),
        replace(FULL, promises=(*FULL.promises, Told("client", ""))),
        replace(FULL, next_date=MONDAY),
        replace(FULL, next_date=dt.date(2062, 1, 1)),
    ],
)
def test_one_part_that_cannot_be_kept_keeps_none(small: Database, after: After) -> None:
    with pytest.raises(BadEntryError):
        keep(small, after)
    assert counts(small) == NOTHING


def test_there_has_to_be_such_a_session(small: Database) -> None:
    with pytest.raises(SessionNotFoundError):
        keep(small, After(Said("S-9", "attended")))


def test_the_same_form_saved_twice_says_what_the_first_one_kept(
    small: Database,
) -> None:
    keep(small, FULL)

    with pytest.raises(BadEntryError, match="they came a little late, 2 promises"):
        keep(small, replace(FULL, said=Said("S-2", "no_show")))
    assert counts(small)["confirmations"] == 1


def test_a_form_that_saw_what_stands_may_put_its_own_in_its_place(
    small: Database,
) -> None:
    first = keep(small, After(Said("S-2", "no_show")))

    made = keep(small, FULL, seen=first[0])

    kept = after_session.kept(small, "S-2")
    assert kept is not None
    assert (kept.outcome, kept.promises) == ("attended", 2)
    entries.withdraw_all(small, made, now=NOW)
    kept = after_session.kept(small, "S-2")
    assert kept is not None
    assert kept.outcome == "no_show"


def test_an_undo_of_something_unknown_takes_nothing_back(small: Database) -> None:
    made = keep(small, FULL)

    with pytest.raises(BadEntryError, match="no such entry"):
        entries.withdraw_all(small, [*made, "e-none"], now=NOW)
    assert counts(small)["promises"] == 2
    entries.withdraw_all(small, made, now=NOW)
    entries.withdraw_all(small, made, now=NOW)
