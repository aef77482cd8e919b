"""Before and after a change: four things side by side, with their doubts."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from analytics import importing
from analytics.errors import BadEntryError
from analytics.periods import AsOf
from analytics.policy import changed
from analytics.policy.changed import Dated, Measure
from analytics.reports import policy as reports
from analytics.store import policy_changes
from analytics.store.agreements import Terms
from tests.support.log import Slot, write

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analytics.store import Database

NOW = dt.datetime(2026, 6, 1, 8)  # noqa: DTZ001 - UTC without a zone, as in the store
START = dt.date(2025, 9, 1)
CHANGE = START + dt.timedelta(weeks=15)
AS_OF = AsOf.end_of(START + dt.timedelta(weeks=39), "UTC")


def a_year(*, missed: int = 3, moved: int = 0) -> Iterator[Slot]:
    """Give ten sessions a week for 39 weeks, of ten clients, some not as planned.

    Three of ten are missed before the change; from it on `missed` are, and `moved`.
    """
    for week in range(39):
        is_after = week >= 15
        for client in range(10):
            at = START + dt.timedelta(weeks=week, days=1)
            # Each week it is somebody else who does not come.
            place = (client + week) % 10
            outcome = "attended"
            if place < (missed if is_after else 3):
                outcome = "no_show"
            elif is_after and place >= 10 - moved:
                outcome = "rescheduled"
            yield Slot(f"c{client}", f"{at} {8 + client:02d}:00", outcome)


def change(on: dt.date = CHANGE, **scope: str | None) -> Dated:
    return Dated(
        "x", on, "a fee", scope.get("service"), scope.get("coach"), is_agreement=False
    )


def test_fewer_missed_and_more_moved_is_said_to_be_a_trade(database: Database) -> None:
    write(database, a_year(missed=1, moved=2))

    found = changed.effect(database, AS_OF, change())

    missed, moved = found.steps[Measure.MISSED], found.steps[Measure.MOVED]
    assert missed is not None
    assert moved is not None
    assert missed.level == pytest.approx(-0.2, abs=1e-6)
    assert moved.level == pytest.approx(0.2, abs=1e-6)
    assert (found.weeks_before, found.weeks_after) == (14, 24)
    card = reports.changed(found)
    assert "missed or cancelled late: 20.0 fewer (−20.0 to −20.0)" in card.answer
    assert "moved: 20.0 more" in card.answer
    assert "some may only have changed their name" in card.answer
    assert "cancelled in time: no difference" in card.answer
    assert "nobody to compare with" in card.basis
    assert "less than a year" in card.basis
    assert card.figure is not None
    assert len(card.table) == 38


def test_more_missed_may_be_freedom_bought(database: Database) -> None:
    write(database, a_year(missed=5))

    card = reports.changed(changed.effect(database, AS_OF, change()))

    assert "20.0 more" in card.answer
    assert "the price of not coming" in card.answer


def test_too_few_weeks_are_refused_in_a_sentence(database: Database) -> None:
    write(database, a_year())
    late = START + dt.timedelta(weeks=34)

    card = reports.changed(changed.effect(database, AS_OF, change(late)))

    assert "too early to tell" in card.answer
    assert "33 weeks before, 5 after" in card.answer
    assert card.figure is None


def test_nothing_imported_is_too_early(database: Database) -> None:
    card = reports.changed(changed.effect(database, AS_OF, change()))

    assert "0 weeks before, 0 after" in card.answer
    assert card.table.empty


def test_another_change_ends_the_weeks(database: Database) -> None:
    write(database, a_year(missed=1))
    other = CHANGE + dt.timedelta(weeks=10)
    policy_changes.add(database, "a price", on=other, now=NOW)
    near = CHANGE + dt.timedelta(weeks=3)

    assert changed.effect(database, AS_OF, change()).weeks_after == 10
    policy_changes.add(database, "a link", on=near, now=NOW)
    card = reports.changed(changed.effect(database, AS_OF, change()))

    assert "3 after" in card.answer
    assert "Other changes stand close to it: 5 Jan 2026" in card.answer


def test_a_change_of_other_sessions_does_not(database: Database) -> None:
    write(database, [*a_year(), Slot("z", "2025-09-02 20:00", service="Programme")])
    policy_changes.add(
        database, "a price", on=CHANGE + dt.timedelta(9), service="Programme", now=NOW
    )

    found = changed.effect(database, AS_OF, change(service="Coaching"))

    assert found.weeks_after == 24
    assert found.weeks["sessions"].max() == 10


def test_who_left_is_counted_once_it_can_be_known(database: Database) -> None:
    stays = [slot for slot in a_year(missed=0) if slot.client < "c5"]
    # Half of the clients come for the last time six weeks after the change.
    leaves = [
        slot
        for slot in a_year(missed=0)
        if slot.client >= "c5" and slot.starts < f"{CHANGE + dt.timedelta(weeks=6)}"
    ]
    write(database, [*stays, *leaves], exported="2025-09-02 00:00")

    weeks = changed.effect(database, AS_OF, change()).weeks

    by_week = weeks.set_index("week")[["clients", "left"]]
    assert by_week.loc[[5, 6]].to_numpy().tolist() == [[10, 0.5], [5, 0]]
    # The last four weeks are open: who has not come since may come again.
    assert by_week["clients"].iloc[-1] == 0


def test_agreements_of_all_and_of_services_are_changes(database: Database) -> None:
    write(database, a_year())
    for whose in ({}, {"service": "Coaching"}, {"client_id": "c1"}):
        importing.agree(database, Terms(notice_hours=48), on=CHANGE, now=NOW, **whose)
    kept = policy_changes.add(database, "a fee", on=CHANGE, coach="Ada", now=NOW)

    found = changed.dated(database, AS_OF)

    assert {(one.what, one.is_agreement) for one in found} == {
        ("Agreement with everybody", True),
        ("Agreement for Coaching", True),
        ("a fee", False),
    }
    assert {reports.title(one) for one in found} == {
        "Agreement with everybody, 15 Dec 2025",
        "Agreement for Coaching, 15 Dec 2025",
        "A fee (Ada), 15 Dec 2025",
    }
    policy_changes.withdraw(database, kept, now=NOW)
    assert len(changed.dated(database, AS_OF)) == 2


def test_changes_that_cannot_be_are_refused(database: Database) -> None:
    write(database, a_year())

    for what, on, whose, said in (
        (" ", CHANGE, {}, "few words what"),
        ("a fee", NOW.date() + dt.timedelta(2), {}, "still to come"),
        ("a fee", CHANGE, {"coach": "Nobody"}, "No session is with a coach"),
        ("a fee", CHANGE, {"service": "Yoga"}, "No session is of a service"),
    ):
        with pytest.raises(BadEntryError, match=said):
            policy_changes.add(database, what, on=on, now=NOW, **whose)
    with pytest.raises(BadEntryError, match="no such entry"):
        policy_changes.withdraw(database, "e-nothing", now=NOW)
    assert changed.dated(database, AS_OF) == []
