"""The order of imports, their overlap and their undoing change nothing."""

from __future__ import annotations

import datetime as dt
import hashlib
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics import importing
from analytics.importing import resolve, who
from analytics.store import open_practice, queries
from analytics.store import settings as kept_settings
from tests.analytics.importing.steps import NOW, bring, log
from tests.support.files import Row, calendly_row, write_calendly

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator, Sequence

    from analytics.store import Database

DAYS = ("2026-11-02", "2026-11-09", "2026-11-12", "2026-11-16", "2026-11-30")
WEEKS = ("2026-11-01T20:00:00", "2026-11-08T20:00:00", "2026-11-15T20:00:00")

File = tuple[str, list[Row]]
"""When it was exported, and its rows."""


@st.composite
def rows_of_a_practice(draw: st.DrawFn) -> list[Row]:
    """Draw bookings, several of one id with different contents among them."""
    return [
        calendly_row(
            uuid=f"u{draw(st.integers(0, 5))}",
            starts=f"{draw(st.sampled_from(DAYS))} 10:00 am",
            email=draw(st.sampled_from(["a@example.com", "B@example.com", "c@x.org"])),
            name=draw(st.sampled_from(["Ana", "Ben Li", "Ana  Sousa"])),
            booked=draw(
                st.sampled_from(["2026-10-20 08:00 am", "2026-11-10 09:30 am"])
            ),
            cancelled_by=draw(st.sampled_from([None, None, "Host", "Invitee"])),
            no_show=draw(st.sampled_from(["No", "No", "Yes"])),
        )
        for _ in range(draw(st.integers(1, 12)))
    ]


SAID_OF_THE_LOG = ("same_person", "session_links", "still_booked", "agreements")

Saying = tuple[dt.datetime, str, dict[str, object]]
"""When something was entered, into which table, and what."""

NOBODY = "c-000000000000"

AGREED_ON = (dt.date(2026, 10, 20), dt.date(2026, 11, 10), dt.date(2026, 11, 11))
"""Both days on which bookings are made, and one after them."""


def id_of(email: str) -> str:
    """Return the id of whoever has an address, as imports make it."""
    return "c-" + hashlib.md5(f"email:{email}".encode()).hexdigest()[:12]  # noqa: S324 - no secret


IDS = (*map(id_of, ("a@example.com", "b@example.com", "c@x.org")), NOBODY)
SESSIONS = [f"calendly:u{number}" for number in range(6)]


@st.composite
def sayings(draw: st.DrawFn) -> list[Saying]:
    """Draw what people said of clients and sessions, known to any file or not."""
    said: list[Saying] = []
    for number in range(draw(st.integers(0, 4))):
        two = draw(st.lists(st.sampled_from(IDS), min_size=2, max_size=2, unique=True))
        pair = draw(
            st.lists(st.sampled_from(SESSIONS), min_size=2, max_size=2, unique=True)
        )
        name = draw(st.sampled_from([None, "ana", "ben li"]))
        own = who.id_of_name(two[0], name) if name else two[1]
        rows: dict[str, dict[str, object]] = {
            "same_person": {
                "client_id": two[0],
                "other_client_id": own,
                "first_id": two[0],
                "second_id": own,
                "person_name": name,
                "is_same": draw(st.booleans()) if name is None else False,
            },
            "session_links": {
                "client_id": two[0],
                "session_id": max(pair),
                "replaces": min(pair),
                "is_linked": draw(st.booleans()),
            },
            "still_booked": {"client_id": two[0], "session_id": pair[0]},
            "follow_ups": {"client_id": two[0], "step": "wrote", "on_date": NOW.date()},
            "agreements": {
                "client_id": draw(st.sampled_from([two[0], None])),
                "on_date": draw(st.sampled_from(AGREED_ON)),
                "notice_hours": draw(st.sampled_from([None, 1, 500])),
            },
        }
        table = draw(st.sampled_from(list(rows)))
        said.append((NOW + dt.timedelta(minutes=number), table, rows[table]))
    return said


def say(database: Database, said: Sequence[Saying]) -> None:
    """Enter what people said as the buttons do, whether or not a file knows of it."""
    with database.write() as cursor:
        for number, (at, table, fields) in enumerate(said):
            row = {"entry_id": f"e-{number}", **fields, "entered_at": at}
            names = ", ".join(row)
            values = ", ".join(f"${name}" for name in row)
            cursor.execute(f"insert into {table} ({names}) values ({values})", row)  # noqa: S608 - names above
        who.apply_answers(cursor)
        resolve.resolve_all(cursor, kept_settings.read_with(cursor))


@st.composite
def files_of_a_practice(draw: st.DrawFn) -> list[File]:
    """Draw one to four exports of one practice, overlapping or not."""
    return [
        (draw(st.sampled_from(WEEKS)), draw(rows_of_a_practice()))
        for _ in range(draw(st.integers(1, 4)))
    ]


def practice_of(files: Sequence[File]) -> Iterator[tuple[Database, list[str]]]:
    """Give a practice that imported the files in that order, and the ids."""
    with tempfile.TemporaryDirectory() as folder:
        database = open_practice(Path(folder) / "practice.duckdb")
        ids = []
        for number, (exported_at, rows) in enumerate(files):
            path = write_calendly(Path(folder) / f"{number}.csv", rows)
            ids.append(str(bring(database, path, exported_at=exported_at).import_id))
        yield database, ids
        database.close()


Log = dict[str, list[tuple[object, ...]]]


def state_of(database: Database) -> Log:
    """Return the log, and whose the entries made by hand are."""
    assert importing.verify(database) == []
    entries = queries.rows(
        database, "select entry_id, client_id from follow_ups order by all"
    )
    return {**log(database), "follow_ups": entries}


def log_of(
    files: Sequence[File], said: Sequence[Saying] = (), *, said_after: int = 0
) -> Log:
    """Return the log of a practice that imported these files.

    What people said is entered after so many of them.
    """
    with tempfile.TemporaryDirectory() as folder:
        database = open_practice(Path(folder) / "practice.duckdb")
        for number, (exported_at, rows) in enumerate(files):
            if number == said_after and said:
                say(database, said)
            path = write_calendly(Path(folder) / f"{number}.csv", rows)
            bring(database, path, exported_at=exported_at)
        if said_after >= len(files) and said:
            say(database, said)
        found = state_of(database)
        database.close()
    return found


def order_does_not_matter(files: list[File], luck: random.Random) -> None:
    other = list(files)
    luck.shuffle(other)

    assert log_of(files) == log_of(other)


def when_it_is_said_does_not_matter(
    files: list[File], said: list[Saying], luck: random.Random
) -> None:
    other = list(files)
    luck.shuffle(other)
    after = luck.randint(0, len(files))

    assert log_of(files, said, said_after=len(files)) == log_of(
        other, said, said_after=after
    )


def taken_back_it_was_never_said(files: list[File], said: list[Saying]) -> None:
    for database, _ in practice_of(files):
        before = log(database)
        say(database, said)
        with database.write() as cursor:
            for table in SAID_OF_THE_LOG:
                cursor.execute(f"update {table} set withdrawn_at = entered_at")  # noqa: S608 - names above
            who.apply_answers(cursor)
            resolve.resolve_all(cursor, kept_settings.read_with(cursor))

        assert log(database) == before
        entries = queries.rows(
            database, "select entry_id, client_id from follow_ups order by all"
        )
        assert entries == [
            (f"e-{number}", fields["client_id"])
            for number, (_, table, fields) in enumerate(said)
            if table == "follow_ups"
        ]


def a_split_does_not_matter(
    rows: list[Row], older: list[Row], data: st.DataObject
) -> None:
    cut = data.draw(st.integers(0, len(rows)))
    overlap = data.draw(st.integers(0, cut))
    parts = [part for part in (rows[:cut], rows[cut - overlap :]) if part]

    before = (WEEKS[0], older)
    whole = log_of([before, (WEEKS[1], rows)])
    split = log_of([before, *((WEEKS[1], part) for part in parts)])

    assert split == whole


def undo_leaves_what_was_there_without(
    files: list[File], said: list[Saying], data: st.DataObject
) -> None:
    undone = data.draw(st.lists(st.integers(0, len(files) - 1), unique=True))

    for database, ids in practice_of(files):
        gone = {ids[number] for number in undone}
        say(database, said)
        for import_id in data.draw(st.permutations(sorted(gone))):
            importing.undo(database, import_id, now=NOW)
        kept = [f for f, i in zip(files, ids, strict=True) if i not in gone]

        assert state_of(database) == log_of(kept, said)


LAWS = {
    "order": given(files_of_a_practice(), st.randoms())(order_does_not_matter),
    "split": given(rows_of_a_practice(), rows_of_a_practice(), st.data())(
        a_split_does_not_matter
    ),
    "undo": given(files_of_a_practice(), sayings(), st.data())(
        undo_leaves_what_was_there_without
    ),
    "said": given(files_of_a_practice(), sayings(), st.randoms())(
        when_it_is_said_does_not_matter
    ),
    "taken back": given(files_of_a_practice(), sayings())(taken_back_it_was_never_said),
}


@pytest.mark.parametrize("law", LAWS)
def test_the_law_holds_on_a_few_practices(law: str) -> None:
    # Each example makes whole practices, so a few are what a quick run affords.
    settings(max_examples=10)(LAWS[law])()


@pytest.mark.slow
@pytest.mark.parametrize("law", LAWS)
def test_the_law_holds_on_many_practices(law: str) -> None:
    settings(max_examples=200)(LAWS[law])()
