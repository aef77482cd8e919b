"""Who came again after a step: counted where the window is over, never credited."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from analytics import importing
from analytics.facts import contacts
from analytics.intervals import wilson_interval
from analytics.periods import AsOf, day_number
from analytics.playbook import came_of_it
from analytics.playbook.came_of_it import NOT_SAID, CameOfIt, Returns, Taken
from analytics.reports import came_of_it as cards
from analytics.store import answers, entries, follow_ups, remarks
from tests.analytics.small_practice import ANNA
from tests.analytics.small_practice import NOW as NOTED
from tests.support.log import Slot, weekly, write

if TYPE_CHECKING:
    from analytics.store import Database

NOW = dt.datetime(2026, 6, 1)  # noqa: DTZ001 - UTC without a zone, as in the store
TODAY = 100


def taken(on: int, came: int | None = None, unknown: int | None = None) -> Taken:
    return Taken(f"e-{on}", f"c-{on}", "say_hello", on, came, unknown, None)


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        pytest.param([], Returns(0, 0, 0, 0, 0), id="none"),
        pytest.param([taken(86, 100)], Returns(1, 1, 0, 0, 1), id="on the last day"),
        pytest.param([taken(80, 95)], Returns(1, 0, 0, 0, 1), id="a day too late"),
        pytest.param([taken(87, 88)], Returns(0, 0, 0, 1, 0), id="not over yet"),
        pytest.param([taken(80, None, 90)], Returns(0, 0, 1, 0, 0), id="not known"),
        pytest.param([taken(80, 92, 90)], Returns(1, 1, 0, 0, 1), id="came surely"),
        pytest.param([taken(80, None, 95)], Returns(1, 0, 0, 0, 1), id="known so far"),
        pytest.param(
            [taken(80, 90)] * 2, Returns(2, 2, 0, 0, 1), id="one person, two steps"
        ),
    ],
)
def test_returns_within_a_window(steps: list[Taken], expected: Returns) -> None:
    assert came_of_it.returns(steps, 14, TODAY) == expected


def test_the_interval_is_wilsons() -> None:
    assert Returns(12, 7, 0, 0, 9).interval == wilson_interval(7, 12)
    assert Returns(0, 0, 0, 3, 0).interval is None


def as_of(text: str) -> AsOf:
    return AsOf.end_of(dt.date.fromisoformat(text), "UTC")


def test_by_step_and_reason_with_what_was_known_then(database: Database) -> None:
    write(
        database,
        [
            *weekly("anna", "2026-01-05 10:00", 2),
            Slot("anna", "2026-02-10 10:00"),
            *weekly("ben", "2026-01-05 11:00", 2),
            Slot("ben", "2026-02-20 11:00", "unknown", basis="none"),
        ],
    )
    on = dt.date(2026, 2, 2)
    for client in ("anna", "ben"):
        entries.add_follow_up(database, client, step="say_hello", on=on, now=NOW)
    remarks.add(database, "anna", "why", why="slot", on=on, now=NOW)
    remarks.add(database, "ben", "why", why="money", on=dt.date(2026, 2, 3), now=NOW)
    answers.add(database, "anna", is_answered=True, on=on, now=NOW)

    found = came_of_it.came_of_it(database, as_of("2026-03-20"))

    assert found.in_all == {
        14: Returns(2, 1, 0, 0, 2),
        30: Returns(1, 1, 1, 0, 1),
    }
    assert list(found.by_step) == ["say_hello"]
    assert list(found.by_reason) == ["slot", ""]
    assert found.by_reason["slot"][14] == Returns(1, 1, 0, 0, 1)
    assert found.results == {"say_hello": {"answered": 1, "": 1}}
    early = came_of_it.came_of_it(database, as_of("2026-02-11"))
    assert early.in_all[14] == Returns(0, 0, 0, 2, 0)
    before = came_of_it.came_of_it(database, as_of("2026-02-01"))
    assert before.by_step == {}
    assert day_number(on) > day_number(dt.date(2026, 2, 1))


def test_cards_say_n_and_that_some_would_have_come_anyway(database: Database) -> None:
    nothing = came_of_it.came_of_it(database, as_of("2026-02-01"))
    card = cards.by_step(nothing, 14)
    assert (card.answer, card.figure, card.basis) == (cards.NOTHING, None, "")
    assert cards.results(nothing).empty

    write(
        database, [Slot("anna", "2026-01-05 10:00"), Slot("anna", "2026-01-12 10:00")]
    )
    for on in (dt.date(2026, 1, 6), dt.date(2026, 3, 1)):
        entries.add_follow_up(
            database, "anna", step="say_hello", on=on, why="slot", now=NOW
        )
    found = came_of_it.came_of_it(database, as_of("2026-03-03"))
    by_step, by_reason = (make(found, 14) for make in (cards.by_step, cards.by_reason))
    assert by_step.answer == (
        "After 1 of 1 step the client came again within 14 days; some would have "
        "anyway."
    )
    assert (
        by_step.basis == "n = 1 step for 1 client, bars: 95 % interval. 1 not over yet."
    )
    assert by_step.table["label"].tolist() == [cards.title("say_hello")]
    assert by_reason.answer == "Of 1 of 1 step it was known what lay behind."
    assert by_reason.table["label"].tolist() == ["The slot does not fit"]
    assert by_step.figure is not None
    assert cards.results(found)["Not said yet"].tolist() == [2]


def test_where_no_reason_is_known_there_is_nothing_to_draw() -> None:
    taken = Returns(6, 1, 0, 0, 4)
    found = CameOfIt(
        by_step={"say_hello": {14: taken}},
        by_reason={NOT_SAID: {14: taken}},
        in_all={14: taken},
        results={},
    )

    card = cards.by_reason(found, 14)

    assert card.figure is None
    assert card.answer == "Nobody has noted yet what lay behind a step."
    assert card.table["n"].tolist() == [6]
    assert cards.by_step(found, 14).figure is not None


def test_whose_import_was_taken_back_counts_nowhere_until_it_is_there_again(
    small: Database,
) -> None:
    on = dt.date(2026, 11, 16)
    entries.add_follow_up(small, ANNA, step="say_hello", on=on, now=NOTED)
    remarks.add(small, ANNA, "worried", on=on, now=NOTED)
    follow_ups.plan(small, ANNA, "pause", on=on, due=on, now=NOTED)
    moment = as_of("2026-12-31")

    def known() -> list[int]:
        of = (contacts.contacts, contacts.planned, contacts.remarks)
        count = came_of_it.came_of_it(small, moment).in_all[14]
        return [count.n + count.unknown, *(len(read(small, moment)) for read in of)]

    assert known() == [1, 1, 1, 1]
    for record in importing.imports(small):
        importing.undo(small, record.import_id, now=NOTED)
    assert known() == [0, 0, 0, 0]
