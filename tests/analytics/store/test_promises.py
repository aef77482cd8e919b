"""Promises entered by hand: kept, edited, settled, taken back, refused."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from analytics.errors import BadEntryError, ClientNotFoundError, SessionNotFoundError
from analytics.store import entries, promises, queries
from analytics.store.promises import Told
from tests.analytics.small_practice import ANNA, BELA, NOW
from tests.support.log import Promise, write_promises

if TYPE_CHECKING:
    from analytics.store import Database

MONDAY = dt.date(2026, 11, 16)
A_PAGE = Told("client", "Write one page", dt.date(2026, 11, 20), 30, "a pen")


def kept(database: Database) -> list[tuple[object, ...]]:
    return queries.rows(
        database,
        "select client_id, session_id, owner, action, on_date, due_date, "
        "minutes_needed, needs from promises where withdrawn_at is null",
    )


def add(database: Database, told: Told = A_PAGE, *, on: dt.date = MONDAY) -> str:
    return promises.add(database, ANNA, told, session_id="S-2", on=on, now=NOW)


def test_a_promise_is_kept_as_it_was_told(small: Database) -> None:
    add(small)

    assert kept(small) == [
        (ANNA, "S-2", "client", "Write one page", MONDAY, A_PAGE.due_date, 30, "a pen")
    ]


def test_everything_but_who_and_what_may_be_left_out(small: Database) -> None:
    promises.add(small, BELA, Told("Coach", " Send notes "), on=MONDAY, now=NOW)

    assert kept(small) == [
        (BELA, None, "coach", "Send notes", MONDAY, None, None, None)
    ]


@pytest.mark.parametrize(
    ("told", "said"),
    [
        (replace(A_PAGE, action=" "), "Say what was promised"),
        (replace(A_PAGE, action="x" * 281), "at most 280"),
        (replace(A_PAGE, needs="x" * 281), "at most 280"),
        (replace(A_PAGE, owner="both"), "is not who promised it"),
        (replace(A_PAGE, due_date=MONDAY - dt.timedelta(1)), "before the day it was"),
        (replace(A_PAGE, due_date=dt.date(2062, 1, 1)), "Check the year"),
        (replace(A_PAGE, minutes_needed=0), "whole number of minutes"),
        (replace(A_PAGE, minutes_needed=6001), "whole number of minutes"),
    ],
)
def test_what_cannot_be_meant_is_refused(
    small: Database, told: Told, said: str
) -> None:
    with pytest.raises(BadEntryError, match=said):
        add(small, told)
    assert kept(small) == []


def test_a_promise_belongs_to_a_client_and_a_session_of_theirs(
    small: Database,
) -> None:
    with pytest.raises(ClientNotFoundError):
        promises.add(small, "C-9", A_PAGE, on=MONDAY, now=NOW)
    with pytest.raises(SessionNotFoundError):
        promises.add(small, ANNA, A_PAGE, session_id="S-9", on=MONDAY, now=NOW)
    with pytest.raises(BadEntryError, match="another client"):
        promises.add(small, BELA, A_PAGE, session_id="S-2", on=MONDAY, now=NOW)
    with pytest.raises(BadEntryError, match="before their first session"):
        add(small, on=dt.date(2026, 10, 1))
    assert kept(small) == []


def test_it_is_settled_once_and_can_be_taken_back(small: Database) -> None:
    action_id = add(small)

    done = promises.settle(small, action_id, "done", on=MONDAY, now=NOW)
    with pytest.raises(BadEntryError, match="noted as done already"):
        promises.settle(small, action_id, "dropped", on=MONDAY, now=NOW)
    entries.withdraw(small, done, now=NOW)
    promises.settle(small, action_id, "dropped", on=MONDAY, now=NOW)

    with pytest.raises(BadEntryError, match="let go already"):
        promises.settle(small, action_id, "done", on=MONDAY, now=NOW)
    with pytest.raises(BadEntryError, match="is not what came of a promise"):
        promises.settle(small, action_id, "failed", on=MONDAY, now=NOW)


def test_one_that_was_taken_back_cannot_be_settled(small: Database) -> None:
    action_id = add(small)
    entries.withdraw(small, action_id, now=NOW)

    with pytest.raises(BadEntryError, match="no such promise any more"):
        promises.settle(small, action_id, "done", on=MONDAY, now=NOW)


def test_one_of_a_file_is_settled_by_its_own_key(small: Database) -> None:
    write_promises(
        small,
        [
            Promise(ANNA, "2026-11-10", key="f-1"),
            Promise(ANNA, "2026-11-10", done="2026-11-09 08:00", key="f-2"),
        ],
    )

    promises.settle(small, "f-1", "done", on=MONDAY, now=NOW)
    with pytest.raises(BadEntryError, match="noted as done already"):
        promises.settle(small, "f-2", "done", on=MONDAY, now=NOW)
    with pytest.raises(BadEntryError, match="no such promise"):
        promises.edit(small, "f-1", A_PAGE, now=NOW)


def test_an_edit_takes_the_old_entry_back_and_stays_in_the_trail(
    small: Database,
) -> None:
    action_id = add(small)

    new = promises.edit(
        small, action_id, replace(A_PAGE, action="Write two lines"), now=NOW
    )

    assert [row[3] for row in kept(small)] == ["Write two lines"]
    trail = [one for one in entries.entries(small, ANNA) if one.kind == "promises"]
    assert {(one.entry_id, one.withdrawn_at is None) for one in trail} == {
        (action_id, False),
        (new, True),
    }


def test_an_edit_that_is_refused_leaves_all_as_it_was(small: Database) -> None:
    action_id = add(small)

    with pytest.raises(BadEntryError, match="Say what was promised"):
        promises.edit(small, action_id, replace(A_PAGE, action=""), now=NOW)
    assert [row[3] for row in kept(small)] == ["Write one page"]

    promises.settle(small, action_id, "done", on=MONDAY, now=NOW)
    with pytest.raises(BadEntryError, match="noted as done already"):
        promises.edit(small, action_id, A_PAGE, now=NOW)


def test_a_change_taken_back_brings_back_what_stood_before(small: Database) -> None:
    other = add(small, replace(A_PAGE, action="Call a friend"))
    first = add(small)
    second = promises.edit(small, first, replace(A_PAGE, action="Two"), now=NOW)
    entries.withdraw(small, other, now=NOW)
    third = promises.edit(small, second, replace(A_PAGE, action="Three"), now=NOW)

    entries.withdraw(small, third, now=NOW)
    assert [row[3] for row in kept(small)] == ["Two"]
    entries.withdraw(small, second, now=NOW)
    assert [row[3] for row in kept(small)] == [A_PAGE.action]
    entries.withdraw(small, first, now=NOW)
    # A second tab takes back once more what is taken back already.
    entries.withdraw(small, third, now=NOW)
    assert kept(small) == []
