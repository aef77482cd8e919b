"""Steps taken and planned, results and remarks, as they were known on a day."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest

from analytics.errors import BadEntryError
from analytics.facts import contacts, facts
from analytics.facts.contacts import Contact, Remark
from analytics.periods import AsOf
from analytics.store import answers, entries, follow_ups, queries, remarks
from tests.support.log import Slot, write

if TYPE_CHECKING:
    from analytics.store import Database

NOW = dt.datetime(2026, 6, 1)  # noqa: DTZ001 - UTC without a zone, as in the store
NOTHING: tuple[Any, ...] = (None,) * 6
PRACTICE = [Slot("anna", "2026-03-01 10:00"), Slot("ben", "2026-03-01 11:00")]


def day(number: int) -> dt.date:
    return dt.date(2026, 3, number)


def as_of(number: int) -> AsOf:
    return AsOf.end_of(day(number), "UTC")


def step(database: Database, number: int, key: str = "say_hello", **said: str) -> str:
    return entries.add_follow_up(
        database,
        "anna",
        step=key,
        on=day(number),
        now=NOW,
        **said,  # type: ignore[arg-type]  # texts of `Said`
    )


def taken(number: int, **values: str | dt.date) -> Contact:
    plain = Contact(f"e-{number}", "anna", "say_hello", None, day(number), *NOTHING[:6])
    return plain._replace(**values)  # type: ignore[arg-type]  # its fields


def test_a_practice_without_entries_knows_nothing(database: Database) -> None:
    assert contacts.contacts(database, as_of(9)) == {}
    assert contacts.planned(database, as_of(9)) == {}
    assert contacts.remarks(database, as_of(9)) == {}


def test_a_result_is_known_from_its_own_day(database: Database) -> None:
    write(database, PRACTICE)
    said = {"channel": "e-mail".replace("-", ""), "wrote_last": "coach", "note": "a\nb"}
    entry_id = step(database, 4, **said)
    result_id = answers.add_result(database, "anna", "booked", on=day(6), now=NOW)

    ((before,),) = contacts.contacts(database, as_of(5)).values()
    ((after,),) = contacts.contacts(database, as_of(6)).values()

    assert before == Contact(
        entry_id, "anna", "say_hello", "email", day(4), "coach", "a b", *NOTHING[:4]
    )
    assert (after.result, after.result_day, after.result_id) == (
        "booked",
        day(6),
        result_id,
    )
    assert contacts.contacts(database, as_of(3)) == {}
    assert contacts.contacts(database, as_of(6), "ben") == {}


def test_a_result_belongs_to_the_step_it_names_else_to_the_latest(
    database: Database,
) -> None:
    write(database, PRACTICE)
    first, second = step(database, 4), step(database, 5, "welcome_back")
    answers.add_result(database, "anna", "agreed", about_id=first, on=day(7), now=NOW)
    answers.add(database, "anna", is_answered=False, on=day(6), now=NOW)
    last = answers.add(database, "anna", is_answered=True, on=day(8), now=NOW)

    found = {
        one.entry_id: one.result
        for one in contacts.contacts(database, as_of(9))["anna"]
    }
    assert found == {first: "agreed", second: "answered"}
    entries.withdraw(database, last, now=NOW)
    (_, again) = contacts.contacts(database, as_of(9))["anna"]
    assert (again.result, again.is_answered) == ("no_answer", False)


def test_a_planned_step_is_open_until_the_day_it_is_taken(database: Database) -> None:
    write(database, PRACTICE)
    plan_id = follow_ups.plan(
        database, "anna", "say_hello", on=day(3), due=day(5), why="quiet", now=NOW
    )
    entries.add_follow_up(
        database, "anna", step="say_hello", on=day(6), plan_id=plan_id, now=NOW
    )

    ((before,),) = contacts.planned(database, as_of(5)).values()
    ((after,),) = contacts.planned(database, as_of(6)).values()

    assert (before.due_date, before.why, before.is_done) == (day(5), "quiet", False)
    assert after.is_done


def test_a_planned_step_is_taken_once_and_stands_open_once(database: Database) -> None:
    write(database, PRACTICE)
    plan_id = follow_ups.plan(
        database, "anna", "say_hello", on=day(3), due=day(5), now=NOW
    )
    with pytest.raises(BadEntryError, match="planned already, for 2026-03-05"):
        follow_ups.plan(database, "anna", "say_hello", on=day(4), due=day(9), now=NOW)
    taken_id = entries.add_follow_up(
        database, "anna", step="say_hello", on=day(6), plan_id=plan_id, now=NOW
    )
    with pytest.raises(BadEntryError, match="taken already, on 2026-03-06"):
        step(database, 7, plan_id=plan_id)
    assert len(contacts.contacts(database, as_of(9))["anna"]) == 1
    entries.withdraw(database, taken_id, now=NOW)
    entries.withdraw(database, plan_id, now=NOW)
    with pytest.raises(BadEntryError, match="not planned any more"):
        step(database, 7, plan_id=plan_id)
    with pytest.raises(BadEntryError, match="not planned any more"):
        entries.add_follow_up(
            database, "ben", step="say_hello", on=day(6), plan_id=plan_id, now=NOW
        )


def test_a_step_taken_is_the_open_plan_of_that_step(database: Database) -> None:
    write(database, PRACTICE)
    plan_id = follow_ups.plan(database, "anna", "pause", on=day(5), due=day(9), now=NOW)
    step(database, 4, "pause")
    step(database, 6, "new_goal")
    entries.add_follow_up(database, "ben", step="pause", on=day(6), now=NOW)
    assert not contacts.planned(database, as_of(9))["anna"][0].is_done

    step(database, 6, "pause")

    assert contacts.planned(database, as_of(9))["anna"][0].is_done
    with pytest.raises(BadEntryError, match="taken already, on 2026-03-06"):
        follow_ups.take(database, plan_id, on=day(7), now=NOW)
    step(database, 8, "pause")
    assert len(contacts.contacts(database, as_of(9))["anna"]) == 4


def test_a_change_keeps_what_came_of_a_step(database: Database) -> None:
    write(database, PRACTICE)
    plan_id = follow_ups.plan(database, "anna", "pause", on=day(3), due=day(3), now=NOW)
    old = step(database, 4, plan_id=plan_id)
    answers.add_result(database, "anna", "paused", about_id=old, on=day(5), now=NOW)

    new = follow_ups.change(
        database, old, step="pause", on=day(4), note="a call", now=NOW
    )

    ((one,),) = contacts.contacts(database, as_of(9)).values()
    assert (one.entry_id, one.step, one.note) == (new, "pause", "a call")
    assert (one.result, one.plan_id) == ("paused", plan_id)
    listed = entries.entries(database, "anna")
    assert [e.withdrawn_at for e in listed if e.entry_id == old] == [NOW]
    with pytest.raises(BadEntryError, match="no such step any more"):
        follow_ups.change(database, old, step="pause", on=day(4), now=NOW)

    entries.withdraw(database, new, now=NOW)
    entries.withdraw(database, new, now=NOW)  # in a second tab
    ((one,),) = contacts.contacts(database, as_of(9)).values()
    assert (one.entry_id, one.note, one.result) == (old, None, "paused")


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ({"channel": "pigeon"}, "'pigeon' is not a way to be in touch. Use one of"),
        ({"wrote_last": "mother"}, "'mother' is not who wrote last"),
        ({"why": "laziness"}, "'laziness' is not a reason"),
        ({"result": "cured"}, "'cured' is not what came of a step"),
        ({"note": "x" * 281}, "longer than one line: at most 280"),
        ({"step": "x" * 81}, "longer than one line: at most 80"),
        ({"on": dt.date(2026, 2, 27)}, "before their first session on 2026-03-0"),
        ({"on": dt.date(2026, 6, 3)}, "still ahead"),
    ],
)
def test_what_cannot_be_meant_of_a_step_is_refused_and_nothing_kept(
    database: Database, said: dict[str, object], message: str
) -> None:
    write(database, PRACTICE)
    how = {"step": "say_hello", "on": day(4), **said}
    with pytest.raises(BadEntryError, match=message):
        entries.add_follow_up(database, "anna", now=NOW, **how)  # type: ignore[arg-type]  # as typed
    assert entries.entries(database, "anna") == []


def test_a_first_session_ahead_forbids_no_day(database: Database) -> None:
    write(
        database, [Slot("anna", "2026-07-01 10:00", "scheduled", booked="2026-05-20")]
    )
    assert step(database, 9)


def test_remarks_are_known_from_their_day_with_what_steps_brought(
    database: Database,
) -> None:
    write(database, PRACTICE)
    remarks.add(database, "anna", "worried", note="very tired", on=day(4), now=NOW)
    remarks.add(database, "ben", "why", note="the tram", on=day(4), now=NOW)
    learned = step(database, 5, why="money")
    said = answers.add_result(database, "anna", "wants_to_stop", on=day(6), now=NOW)

    found = contacts.remarks(database, as_of(9))

    assert [one[2:] for one in found["anna"]] == [
        ("worried", None, "very tired", day(4)),
        ("why", "money", None, day(5)),
        ("wants_to_stop", None, None, day(6)),
    ]
    assert [one.entry_id for one in found["anna"]][1:] == [learned, said]
    assert found["ben"][0].why == "other"
    assert len(contacts.remarks(database, as_of(4))["anna"]) == 1
    for bad, message in (
        ({"kind": "lazy"}, "'lazy' is not a remark"),
        ({"kind": ""}, "Say what it is about"),
        ({"kind": "why"}, "Choose a reason"),
    ):
        with pytest.raises(BadEntryError, match=message):
            remarks.add(database, "anna", on=day(4), now=NOW, **bad)


_SAID = queries.text_of(facts.FACTS["contacts_s"])
CONTACTS_S = f"select entry_id, is_answered from ({_SAID})"  # noqa: S608 - a file of ours


def test_a_contact_taken_back_takes_its_result_along(database: Database) -> None:
    write(database, PRACTICE)
    first = step(database, 5)
    said = answers.add_result(
        database, "anna", "wants_to_stop", about_id=first, on=day(6), now=NOW
    )
    assert contacts.remarks(database, as_of(9))["anna"][0].entry_id == said
    assert queries.rows(database, CONTACTS_S) == [(said, True)]

    entries.withdraw(database, first, now=NOW)

    assert contacts.contacts(database, as_of(9)) == {}
    assert contacts.remarks(database, as_of(9)) == {}
    assert queries.rows(database, CONTACTS_S) == []


STOP = Remark("e-1", "anna", "wants_to_stop", None, None, day(4))
WORRY = STOP._replace(kind="worried")


@pytest.mark.parametrize(
    ("remark", "of_step", "changed_on", "is_open"),
    [
        (STOP, None, None, True),
        (STOP, ("say_hello", "answered"), None, True),
        (STOP, ("say_hello", "booked"), None, False),
        (STOP, ("accept_stop", "agreed"), None, False),
        (STOP, ("accept_stop", "no_answer"), None, True),
        (STOP, None, day(4), False),
        (STOP, None, day(3), True),
        (WORRY, ("say_hello", "booked"), None, True),
        (WORRY, ("worried", "other"), None, False),
        (WORRY, None, day(5), True),
        (STOP._replace(kind="why"), None, None, False),
    ],
)
def test_a_remark_is_settled_by_a_later_result(
    remark: Remark,
    of_step: tuple[str, str] | None,
    changed_on: dt.date | None,
    *,
    is_open: bool,
) -> None:
    later = (
        []
        if of_step is None
        else [taken(4, step=of_step[0], result=of_step[1], result_day=day(5))]
    )
    found = contacts.open_remarks([remark], later, changed_on)
    assert bool(found) is is_open
    if later and not is_open:
        earlier = [later[0]._replace(result_day=day(3))]
        assert contacts.open_remarks([remark], earlier, changed_on)


@pytest.mark.parametrize(
    ("latest", "on", "came_on", "is_due"),
    [
        (taken(4, wrote_last="client"), 4, None, False),
        (taken(4, wrote_last="client"), 5, None, True),
        (taken(4, wrote_last="client", result="answered"), 5, None, True),
        (taken(4, wrote_last="client", result="not_needed"), 5, None, False),
        (taken(4, wrote_last="client"), 5, day(4), False),
        (taken(4, wrote_last="client"), 5, day(3), True),
        (taken(4, wrote_last="coach"), 30, None, False),
        (taken(4), 30, None, False),
    ],
)
def test_an_answer_is_due_where_they_wrote_last_and_nothing_was_noted_since(
    latest: Contact, on: int, came_on: dt.date | None, *, is_due: bool
) -> None:
    came = None if came_on is None else {"anna": came_on}
    found = contacts.answers_due({"anna": (taken(2), latest)}, day(on), 24, came)
    assert bool(found) is is_due
    if is_due:
        assert found["anna"] == ("anna", "e-4", day(4), day(5))


def test_an_answer_may_have_more_hours() -> None:
    of = {"anna": (taken(4, wrote_last="client"),)}
    assert not contacts.answers_due(of, day(5), 36)
    assert contacts.answers_due(of, day(6), 36)
    assert contacts.answers_due(of, day(4), 0)
    assert not contacts.answers_due({"anna": ()}, day(9), 24)
