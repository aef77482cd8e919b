"""The few answers that matter: found, weighed honestly, and bounded in work."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from analytics.facts import clients as client_list
from analytics.periods import AsOf
from analytics.quality import questions as quality
from analytics.quality import rates, wording
from analytics.quality.questions import ListChange, Question
from analytics.reports.today import today
from analytics.store import entries, outcomes
from analytics.store.outcomes import Said
from tests.support.log import Slot, ahead, weekly, write

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analytics.store import Database

AS_OF = AsOf.end_of(dt.date(2026, 6, 22), "UTC")
EXPORTED = "2026-06-22 12:00"


def presumed(client: str, starts: str, session: str) -> Slot:
    return Slot(client, starts, basis="presumed", session=session)


def unknown(client: str, starts: str, session: str) -> Slot:
    return Slot(client, starts, "unknown", session=session)


def asked(database: Database, at_most: int = 5) -> list[Question]:
    return quality.questions(database, AS_OF, at_most=at_most)


def ids(questions: Sequence[Question]) -> list[str]:
    return [question.session.session_id for question in questions]


def on_list(database: Database) -> list[str]:
    found = today(database, AS_OF, now=AS_OF.instant, is_as_of_given=True)
    return [client.client_id for client in found.clients if client.on_list]


def test_empty_practice_has_nothing_to_ask(database: Database) -> None:
    assert asked(database) == []


def test_where_the_tool_said_it_nothing_is_asked(database: Database) -> None:
    write(database, weekly("anna", "2026-04-06 10:00", 11), exported=EXPORTED)

    assert asked(database) == []


def test_a_presumed_last_session_may_hide_a_name(database: Database) -> None:
    slots = weekly("anna", "2026-04-06 10:00", 10)
    write(
        database,
        [*slots, presumed("anna", "2026-06-15 10:00", "last")],
        exported=EXPORTED,
    )

    (question,) = asked(database)

    assert question.session.session_id == "last"
    assert question.list_change == ListChange("no_show", joins=True)
    assert question.rate is not None
    assert (question.rate.now, question.rate.if_came) == (1.0, 1.0)
    assert question.rate.if_not == pytest.approx(2 / 3)
    assert wording.why(question) == (
        "If they did not come, they would be on this week’s list. The rate of June "
        "2026 would be 67% if they did not come, 100% if they did."
    )


def test_an_unknown_last_session_may_put_a_wrong_name_on_the_list(
    database: Database,
) -> None:
    slots = weekly("anna", "2026-03-30 10:00", 10)
    write(
        database,
        [*slots, unknown("anna", "2026-06-17 10:00", "last")],
        exported=EXPORTED,
    )
    assert on_list(database) == ["anna"]

    (question,) = asked(database)

    assert question.list_change == ListChange("attended", joins=False)
    assert "would no longer be on this week’s list" in wording.why(question)


def test_a_name_that_would_count_as_gone_quiet_is_said_so(database: Database) -> None:
    # Weekly until 18 May, then one presumed session three weeks later.
    slots = [
        *weekly("anna", "2026-03-30 10:00", 8),
        presumed("anna", "2026-06-08 10:00", "last"),
    ]
    write(database, slots, exported=EXPORTED)
    assert on_list(database) == ["anna"]

    question = next(q for q in asked(database) if q.list_change)

    assert question.list_change == ListChange("no_show", joins=False, is_lapsed=True)
    assert "would stand under “went quiet”" in wording.why(question)


def test_what_is_said_to_follow_does_follow(database: Database) -> None:
    """The change is no estimate: confirming the answer makes it."""
    slots = [
        *weekly("anna", "2026-03-30 10:00", 10),
        unknown("anna", "2026-06-17 10:00", "anna-last"),
        *weekly("ben", "2026-04-06 10:00", 10),
        presumed("ben", "2026-06-15 10:00", "ben-last"),
        *weekly("cleo", "2026-04-06 09:00", 11),
        presumed("dora", "2026-06-16 10:00", "dora-only"),
    ]
    write(database, slots, exported=EXPORTED, settings={"capacity": "1"})
    found = {q.session.session_id: q for q in asked(database) if q.list_change}
    assert found

    for session_id, question in found.items():
        change = question.list_change
        assert change is not None
        before = on_list(database)
        said = [Said(session_id, change.answer)]
        (entry,) = outcomes.confirm(database, said, on=AS_OF.day, now=AS_OF.instant)
        client = question.session.client_id
        assert (client in on_list(database)) == change.joins
        assert (client in before) != change.joins
        entries.withdraw(database, entry, now=AS_OF.instant)


def test_whoever_has_something_booked_decides_nothing(database: Database) -> None:
    slots = [
        *weekly("anna", "2026-04-06 10:00", 10),
        presumed("anna", "2026-06-15 10:00", "last"),
        ahead("anna", "2026-06-29 10:00", "2026-06-15 11:00"),
    ]
    write(database, slots, exported=EXPORTED)

    assert [q.list_change for q in asked(database)] == [None]


def test_somebody_held_back_decides_nothing(database: Database) -> None:
    slots = weekly("anna", "2026-04-06 10:00", 10)
    write(
        database,
        [*slots, presumed("anna", "2026-06-15 10:00", "last")],
        exported=EXPORTED,
    )
    entries.add_absence(
        database, "anna", dt.date(2026, 6, 16), dt.date(2026, 7, 1), now=AS_OF.instant
    )

    assert [q.list_change for q in asked(database)] == [None]


def test_list_first_then_the_wider_rate_and_unknown_before_presumed(
    database: Database,
) -> None:
    steady = weekly("cleo", "2026-04-07 09:00", 11)
    slots = [
        *weekly("anna", "2026-04-06 10:00", 10),
        presumed("anna", "2026-06-15 10:00", "decides"),
        *steady,
        presumed("cleo", "2026-05-04 09:00", "may-presumed"),
        unknown("cleo", "2026-05-05 11:00", "may-unknown"),
        unknown("cleo", "2026-04-08 11:00", "april-unknown"),
    ]
    write(database, slots, exported=EXPORTED)

    order = ids(asked(database))

    assert order[0] == "decides"
    assert order.index("may-unknown") > 0
    widths = [q.rate.width for q in asked(database)[1:] if q.rate]
    assert widths == sorted(widths, reverse=True)


def test_no_more_than_asked_for_and_no_question_twice(database: Database) -> None:
    slots = [
        unknown(f"c{number}", f"2026-06-{number:02d} 10:00", f"s{number}")
        for number in range(1, 15)
    ]
    write(database, slots, exported=EXPORTED)

    found = ids(asked(database, at_most=4))

    assert len(found) == len(set(found)) == 4


def test_what_was_answered_is_not_asked_again(database: Database) -> None:
    slots = weekly("anna", "2026-04-06 10:00", 10)
    write(
        database,
        [*slots, presumed("anna", "2026-06-15 10:00", "last")],
        exported=EXPORTED,
    )
    for answer in ("unknown", "attended"):
        outcomes.confirm(
            database, [Said("last", answer)], on=AS_OF.day, now=AS_OF.instant
        )
        assert asked(database) == []


def test_the_whole_list_is_worked_out_anew_a_few_times_only(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    slots = [
        slot
        for number in range(40)
        for slot in (
            *weekly(f"c{number}", "2026-04-06 10:00", 10),
            presumed(f"c{number}", "2026-06-15 10:00", f"last-{number}"),
        )
    ]
    write(database, slots, exported=EXPORTED, settings={"capacity": "40"})
    calls = []
    real = client_list.paces

    def counted(*args: object) -> object:
        calls.append(args)
        return real(*args)  # type: ignore[arg-type]  # passed on as they came

    monkeypatch.setattr(client_list, "paces", counted)
    asked(database, at_most=50)

    # Once as it is, once for each answer, and one by one for the foremost.
    assert len(calls) <= quality.TRIED_ONE_BY_ONE + 3


def test_a_month_s_range_is_from_nobody_to_everybody(database: Database) -> None:
    slots = [
        *weekly("anna", "2026-03-02 10:00", 3),
        Slot("anna", "2026-03-23 10:00", "no_show"),
        unknown("anna", "2026-03-24 10:00", "u1"),
        unknown("anna", "2026-03-25 10:00", "u2"),
    ]
    write(database, slots, exported=EXPORTED)

    (month,) = rates.months(database, AS_OF).with_unknown()

    assert (month.unknown, month.now) == (2, 0.75)
    assert month.lowest == pytest.approx(3 / 6)
    assert month.highest == pytest.approx(5 / 6)
    assert wording.month_range(month) == (
        "The rate of March 2026 would be 50% to 83%. It is shown as 75%."
    )
