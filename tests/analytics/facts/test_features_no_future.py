"""Nothing that became known after an origin changes a row or a label of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from itertools import product
from typing import TYPE_CHECKING

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analytics.facts import features, sources
from analytics.periods import SECONDS_PER_DAY, AsOf, day_of_number
from analytics.simulate.population import populated, population
from analytics.store import entries, outcomes, pulses
from analytics.store import promises as stored_promises
from analytics.store.promises import Told
from tests.analytics.facts.test_no_future import altered
from tests.support import random_log
from tests.support.log import Promise, Slot, utc, weekly, write, write_promises

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analytics.store import Database

SHARED = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


def fill(database: Database, slots: Sequence[Slot]) -> None:
    with database.write() as cursor:
        for table in ("sessions", "clients", "imports"):
            cursor.execute(f"delete from {table}")  # noqa: S608 - names of our own
    write(database, slots, exported="2026-06-01 12:00")


def looked_at(database: Database, at: dt.datetime) -> str:
    """Rows of a moment and of every fifth day of the eight weeks before it."""
    known = AsOf.at(at, "UTC")
    origins = [known.days_earlier(days) for days in range(55, -1, -5)]
    found = features.rows(database, origins, known)
    return found.round(9).to_csv()


@SHARED
@given(random_log.logs(), random_log.moments(), st.data())
def test_shuffling_the_future_changes_no_row(
    database: Database, slots: list[Slot], at: dt.datetime, data: st.DataObject
) -> None:
    fill(database, slots)
    before = looked_at(database, at)

    changed = [altered(slot, at, data) for slot in slots]
    fill(database, [slot for slot in changed if slot is not None])

    assert looked_at(database, at) == before


@SHARED
@given(random_log.logs(), random_log.moments())
def test_cutting_the_future_off_changes_no_row(
    database: Database, slots: list[Slot], at: dt.datetime
) -> None:
    fill(database, slots)
    before = looked_at(database, at)

    fill(database, [s for s in slots if utc(s.booked or s.starts) <= at])

    assert looked_at(database, at) == before


# -- what is told beside the sessions ------------------------------------------

# Each client came once before everything else, so that whatever is said has a session.
_EARLY = [
    Slot(client, f"2025-12-{day} 10:00", session=f"early-{client}")
    for client, day in (("anna", 29), ("ben", 30), ("cleo", 31))
]
_ENTRIES = (
    "actions",
    "action_versions",
    "pulses",
    "follow_ups",
    "promises",
    "promise_results",
)


WEEK = dt.timedelta(days=7)
LET_GO = 4


@dataclass(frozen=True)
class Word:
    """Something told of a client on a day: a promise, a view or a contact."""

    kind: str
    """``promise`` of a file, ``entered`` promise, ``view`` or ``contact``."""
    client: str
    day: dt.date
    """Of an entered promise, the day it is for; it was given a week before."""
    value: int
    """1 to 5: the view; of others, odd is done or answered. An entered promise is let
    go where it is 4."""
    done: dt.date


def days() -> st.SearchStrategy[dt.date]:
    return st.integers(0, random_log.DAYS).map(
        lambda day: random_log.FIRST.date() + dt.timedelta(days=day)
    )


def words() -> st.SearchStrategy[list[Word]]:
    one = st.builds(
        Word,
        kind=st.sampled_from(["promise", "entered", "view", "contact"]),
        client=st.sampled_from(["anna", "ben", "cleo"]),
        day=days(),
        value=st.integers(1, 5),
        done=days(),
    )
    return st.lists(one, max_size=20)


def tell(database: Database, told: Sequence[Word | None]) -> None:
    """Put these words in the place of those that are there; None was taken away.

    A word keeps its entry's id from one telling to the next: of two on one day, the
    id says which was the later.
    """
    with database.write() as cursor:
        for table in _ENTRIES:
            cursor.execute(f"delete from {table}")  # noqa: S608 - names of our own
    now = utc("2026-06-01 12:00")
    ids = {}
    promises = [
        Promise(
            word.client,
            str(word.day),
            done=f"{word.done} 10:00" if word.value % 2 else None,
            key=f"p-{place}",
        )
        for place, word in enumerate(told)
        if word is not None and word.kind == "promise"
    ]
    write_promises(database, promises)
    for place, word in enumerate(told):
        if word is None:
            continue
        if word.kind == "view":
            ids[place] = pulses.add(
                database,
                f"early-{word.client}",
                engaged=word.value,
                on=word.day,
                now=now,
            )
        elif word.kind == "contact":
            result = "answered" if word.value % 2 else "no_answer"
            ids[place] = entries.add_follow_up(
                database,
                word.client,
                step="say_hello",
                on=word.day,
                result=result,
                now=now,
            )
        elif word.kind == "entered":
            _promised(database, word, now)
    with database.write() as cursor:
        for (place, drawn), table in product(ids.items(), ("pulses", "follow_ups")):
            cursor.execute(
                f"update {table} set entry_id = $kept where entry_id = $drawn",  # noqa: S608 - names of our own
                {"kept": f"e-{place:02}", "drawn": drawn},
            )


def _promised(database: Database, word: Word, now: dt.datetime) -> None:
    action_id = stored_promises.add(
        database,
        word.client,
        Told("client", "a page", word.day),
        on=max(word.day - WEEK, dt.date(2025, 12, 31)),
        now=now,
    )
    result = "done" if word.value % 2 else "dropped" if word.value == LET_GO else None
    if result is not None:
        stored_promises.settle(database, action_id, result, on=word.done, now=now)


def turned(word: Word, at: dt.date, draw: st.DataObject) -> Word | None:
    """Change whatever of a word was not known at the end of a day, or take it away."""
    later = st.integers(1, 60).map(lambda days: at + dt.timedelta(days=days))
    if word.day > at:
        other = st.builds(
            replace, st.just(word), day=later, value=st.integers(1, 5), done=later
        )
        return draw.draw(st.none() | other)
    is_done = word.value % 2 and word.done <= at
    if word.kind == "promise" and not is_done:
        return replace(word, value=draw.draw(st.integers(1, 5)), done=draw.draw(later))
    is_settled = (word.value % 2 or word.value == LET_GO) and word.done <= at
    if word.kind == "entered" and not is_settled:
        return replace(word, value=draw.draw(st.integers(1, 5)), done=draw.draw(later))
    return word


@SHARED
@given(random_log.logs(), words(), days(), st.data())
def test_shuffling_what_is_told_later_changes_no_row(
    database: Database,
    slots: list[Slot],
    told: list[Word],
    day: dt.date,
    data: st.DataObject,
) -> None:
    at = AsOf.end_of(day, "UTC").instant
    fill(database, [*_EARLY, *slots])
    tell(database, told)
    before = looked_at(database, at)

    changed = [turned(word, day, data) for word in told]
    tell(database, changed)

    assert looked_at(database, at) == before


def test_that_check_sees_what_is_told(database: Database) -> None:
    fill(database, [*_EARLY, *weekly("anna", "2026-01-05 10:00", 5)])
    at = AsOf.end_of(dt.date(2026, 2, 10), "UTC").instant
    seen = {looked_at(database, at)}

    day = dt.date(2026, 2, 9)
    for kind in ("promise", "view", "contact"):
        tell(database, [Word(kind, "anna", day, value=1, done=day)])
        seen.add(looked_at(database, at))

    assert len(seen) == 4
    # One entered by hand counts as one of a file does; one let go as none.
    tell(database, [Word("entered", "anna", day, value=1, done=day)])
    assert looked_at(database, at) in seen
    tell(database, [Word("entered", "anna", day, value=2, done=day)])
    assert looked_at(database, at) not in seen
    tell(database, [Word("entered", "anna", day, value=LET_GO, done=day)])
    let_go = looked_at(database, at)
    tell(database, [])
    assert let_go == looked_at(database, at)


# -- a practice of many clients ------------------------------------------------

CUT_DAY = 18_600
ORIGINS = [AsOf.end_of(day_of_number(day), "UTC") for day in range(18_200, 18_601, 25)]
CUT_S = ORIGINS[-1].seconds


@pytest.fixture(scope="module")
def log() -> pd.DataFrame:
    return population(1, 80, 7)


def cut(log: pd.DataFrame) -> pd.DataFrame:
    """The log as it was known at the end of a day."""
    seen = log[log["slot_known_s"] <= CUT_S].copy()
    is_open = seen["outcome_known_s"] > CUT_S
    seen.loc[is_open, "outcome"] = "scheduled"
    seen.loc[is_open, "outcome_known_s"] = seen.loc[is_open, "start_s"]
    return seen


def known_by_cut(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows with the labels that were known at the end of the day, others open."""
    rows = rows.copy()
    rows["went_quiet"] = rows["went_quiet"].where(rows["close_day"] <= CUT_DAY)
    return rows.round(9)


def test_a_log_cut_off_has_the_same_rows(log: pd.DataFrame) -> None:
    whole = known_by_cut(features.rows_of_log(log, ORIGINS))
    short = known_by_cut(features.rows_of_log(cut(log), ORIGINS))

    assert whole["went_quiet"].sum() > 10
    pd.testing.assert_frame_equal(whole, short)


def test_what_is_told_cut_off_leaves_the_same_rows() -> None:
    invented = populated(1, 100, 13)
    log, told = invented.sessions, invented.told
    promises = told["actions_s"]
    seen = promises[promises["counts_day"] <= CUT_DAY].copy()
    seen["done_s"] = seen["done_s"].where(seen["done_s"] <= CUT_S)
    short_told = {
        name: table[table["on_day"] <= CUT_DAY]
        for name, table in told.items()
        if name != "actions_s"
    } | {"actions_s": seen}

    whole = known_by_cut(features.rows_of_log(log, ORIGINS, told=told))
    short = known_by_cut(features.rows_of_log(cut(log), ORIGINS, told=short_told))

    assert sources.missing(whole) == []
    pd.testing.assert_frame_equal(whole, short)


def test_the_check_sees_a_leak(log: pd.DataFrame) -> None:
    def with_mean(sessions: pd.DataFrame) -> pd.DataFrame:
        """Add what a careless feature would: how often each client comes, ever."""
        rows = known_by_cut(features.rows_of_log(sessions, ORIGINS))
        came = (sessions["outcome"] == "attended").groupby(sessions["client_id"])
        return rows.assign(mean=rows["client_id"].map(came.mean()))

    whole, short = with_mean(log), with_mean(cut(log))

    with pytest.raises(AssertionError, match="mean"):
        pd.testing.assert_frame_equal(whole, short)


def test_no_session_after_an_origin_is_seen_by_the_season(log: pd.DataFrame) -> None:
    later = log["start_s"] > CUT_S - SECONDS_PER_DAY
    fewer = log[~later | (log["slot_known_s"] <= CUT_S - SECONDS_PER_DAY)]
    origins = ORIGINS[:-1]

    columns = ["client_id", "as_of_day", *features.NAMES]
    whole = features.rows_of_log(log, origins)[columns]

    pd.testing.assert_frame_equal(whole, features.rows_of_log(fewer, origins)[columns])


def test_a_word_said_later_is_not_known_before(database: Database) -> None:
    slots = [
        *weekly("anna", "2025-11-03 10:00", 9),
        replace(Slot("anna", "2026-01-05 10:00"), outcome="unknown", session="s-1"),
    ]
    write(database, slots, exported="2026-01-06 08:00")
    outcomes.confirm(
        database,
        [outcomes.Said("s-1", "attended")],
        on=dt.date(2026, 1, 20),
        now=utc("2026-01-20 09:00"),
    )
    days = [AsOf.end_of(dt.date(2026, 1, day), "UTC") for day in (12, 19, 20, 21)]

    groups = features.epochs(database, days)

    assert [len(group) for group in groups] == [2, 2]
    since = [
        features.rows(database, [group[0]], group[-1])["days_since_last"].tolist()
        for group in groups
    ]
    assert since == [[14], [15]]
