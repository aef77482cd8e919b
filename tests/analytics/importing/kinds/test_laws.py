"""The order, overlap and undoing of files of all kinds change nothing."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics import importing
from analytics.store import open_practice
from analytics.store.check import check
from tests.analytics.importing.kinds.steps import bring_rows, bring_sessions, everything
from tests.analytics.importing.steps import NOW
from tests.support import other_rows

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator, Sequence

    from analytics.store import Database
    from tests.support.files import Row

DAYS = ("2026-11-02", "2026-11-03", "2026-11-09")
EXPORTED = ("2026-11-01T20:00:00", "2026-11-08T20:00:00", "2026-11-15T20:00:00")

# Few people with few ways to be named, so that rows meet: two share an address, one
# has no number, one is known only to lists.
PEOPLE: tuple[Row, ...] = (
    {"number": "C-1", "name": "Ada Quist", "email": "ada@example.org"},
    {"number": "C-2", "name": "Ben Oyelaran", "email": "ada@example.org"},
    {"number": "", "name": "Ben Oyelaran", "email": "ben@example.org"},
    {"number": "C-4", "name": "Zita Okonjo", "email": ""},
)

File = tuple[str, str, list["Row"]]
"""Kind, when it was exported, and its rows."""

some_person = st.sampled_from(PEOPLE)
some_day = st.sampled_from(DAYS)
some_session = st.sampled_from(("S-1", "S-2", "S-3", ""))


@st.composite
def named(draw: st.DrawFn) -> Row:
    """Draw a person, named in full or by a part of what is known."""
    person = draw(some_person)
    shown = draw(st.sampled_from((("number",), ("name",), ("email", "name"), ())))
    return {key: value for key, value in person.items() if key in shown}


@st.composite
def session_rows(draw: st.DrawFn) -> Row:
    person = draw(some_person)
    return {
        "session_id": draw(st.sampled_from(("S-1", "S-2", "S-3"))),
        "client_id": person["number"],
        "client_name": draw(st.sampled_from((person["name"], ""))),
        "client_email": person["email"] or "zita@example.org",
        "service": draw(st.sampled_from(("Coaching", "Review"))),
        "starts_at": f"{draw(some_day)}T10:00:00",
        "status": draw(st.sampled_from(("attended", "cancelled", "scheduled"))),
        "price": draw(st.sampled_from(("", "", "70"))),
    }


@st.composite
def price_rows(draw: st.DrawFn) -> Row:
    return {
        **draw(named()),
        "line": draw(st.sampled_from(("1", "2", "3", ""))),
        "booking": draw(some_session),
        "day": draw(some_day) + draw(st.sampled_from(("", " 10:00"))),
        "service": draw(st.sampled_from(("coaching", ""))),
        "amount": draw(st.sampled_from(("10", "20.50"))),
        "currency": draw(st.sampled_from(("EUR", "CHF", ""))),
    }


@st.composite
def reminder_rows(draw: st.DrawFn) -> Row:
    day = draw(some_day)
    return {
        **draw(named()),
        "booking": draw(some_session),
        "starts": draw(st.sampled_from((f"{day} 10:00", day, ""))),
        "sent": draw(st.sampled_from(("2026-11-01 09:00", "2026-11-08 09:00", ""))),
        "channel": draw(st.sampled_from(("sms", "email"))),
        "status": draw(st.sampled_from(("sent", "not_sent"))),
    }


@st.composite
def action_rows(draw: st.DrawFn) -> Row:
    return {
        **draw(named()),
        "number": draw(st.sampled_from(("T-1", "T-2", ""))),
        "task": draw(st.sampled_from(("write", "rest"))),
        "done": draw(st.sampled_from(("", "2026-11-08"))),
    }


ROWS = {
    "sessions": session_rows(),
    "prices": price_rows(),
    "reminders": reminder_rows(),
    "actions": action_rows(),
    "clients": some_person,
}


@st.composite
def files_of_a_practice(draw: st.DrawFn) -> list[File]:
    """Draw one file of sessions and two to four of any kind."""
    kinds = draw(st.lists(st.sampled_from(sorted(ROWS)), min_size=2, max_size=4))
    return [
        (
            kind,
            draw(st.sampled_from(EXPORTED)),
            draw(st.lists(ROWS[kind], min_size=1, max_size=6)),
        )
        for kind in ("sessions", *kinds)
    ]


def practice_of(files: Sequence[File]) -> Iterator[tuple[Database, list[str]]]:
    """Give a practice that imported the files in that order, and the ids."""
    with tempfile.TemporaryDirectory() as folder:
        database = open_practice(Path(folder) / "practice.duckdb")
        ids = []
        for number, (kind, exported_at, rows) in enumerate(files):
            place = Path(folder) / str(number)
            place.mkdir()
            if kind == "sessions":
                done = bring_sessions(database, place, *rows, exported_at=exported_at)
            else:
                done = bring_rows(database, place, kind, *rows, exported_at=exported_at)
            accounted = done.accepted + done.duplicate + done.refused + done.ignored
            assert accounted == done.rows
            ids.append(str(done.import_id))
        yield database, ids
        database.close()


def state_of(files: Sequence[File]) -> dict[str, list[tuple[object, ...]]]:
    """Return all that is computed in a practice that imported these files."""
    for database, _ in practice_of(files):
        assert importing.verify(database) == []
        assert check(database).problems == ()
        return everything(database)
    raise AssertionError


def order_does_not_matter(files: list[File], luck: random.Random) -> None:
    other = list(files)
    luck.shuffle(other)

    assert state_of(files) == state_of(other)


def a_split_does_not_matter(file: File, sessions: File, data: st.DataObject) -> None:
    kind, exported_at, rows = file
    cut = data.draw(st.integers(0, len(rows)))
    overlap = data.draw(st.integers(0, cut))
    parts = [part for part in (rows[:cut], rows[cut - overlap :]) if part]
    pieces: list[File] = [(kind, exported_at, part) for part in parts]

    assert state_of([sessions, *pieces]) == state_of([sessions, file])


def undo_leaves_what_was_there_without(files: list[File], data: st.DataObject) -> None:
    undone = data.draw(st.lists(st.integers(0, len(files) - 1), unique=True))

    for database, ids in practice_of(files):
        gone = {ids[number] for number in undone}
        for import_id in data.draw(st.permutations(sorted(gone))):
            importing.undo(database, import_id, now=NOW)
        kept = [f for f, i in zip(files, ids, strict=True) if i not in gone]

        assert everything(database) == state_of(kept)


@st.composite
def files_of(draw: st.DrawFn, kinds: Sequence[str]) -> File:
    kind = draw(st.sampled_from(kinds))
    rows = draw(st.lists(ROWS[kind], min_size=1, max_size=6))
    return kind, draw(st.sampled_from(EXPORTED)), rows


LAWS = {
    "order": given(files_of_a_practice(), st.randoms())(order_does_not_matter),
    "split": given(
        files_of(("prices", "reminders", "actions", "clients")),
        files_of(("sessions",)),
        st.data(),
    )(a_split_does_not_matter),
    "undo": given(files_of_a_practice(), st.data())(undo_leaves_what_was_there_without),
}


@pytest.fixture(scope="module", autouse=True)
def _muster() -> Iterator[None]:
    yield from other_rows.installed()


@pytest.mark.parametrize("law", LAWS)
def test_the_law_holds_on_a_few_practices(law: str) -> None:
    # Each example makes whole practices, so a few are what a quick run affords.
    settings(max_examples=5)(LAWS[law])()


@pytest.mark.slow
@pytest.mark.parametrize("law", LAWS)
def test_the_law_holds_on_many_practices(law: str) -> None:
    settings(max_examples=150)(LAWS[law])()
