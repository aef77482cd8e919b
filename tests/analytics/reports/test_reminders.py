"""What the page says of reminders follows from the numbers it is given."""

from __future__ import annotations

from dataclasses import replace

import pytest

from analytics.reminders import published, words
from analytics.reminders.contracts import (
    Balance,
    Comparison,
    Estimate,
    Findings,
    Method,
    Outcome,
    Refusal,
    Verdict,
)
from analytics.reminders.outlook import Pace
from analytics.reminders.worked import Having, Worked
from analytics.reports import reminders

RARE = Refusal("Only 3 were cancelled.", "Wait for more sessions.", "few_events")
UNKNOWN = Refusal("Who came is known of 60%.", "Say it.", reminders.UNKNOWN_CODE)
TRIAL = published.trial("text")

MISSED = Comparison(
    strategy="text",
    baseline="none",
    outcome=Outcome.MISSED,
    sessions=500,
    clients=40,
    baseline_sessions=450,
    baseline_clients=39,
    method=Method.AIPW,
    verdict=Verdict.FEWER,
    difference=-0.06,
    low=-0.10,
    high=-0.02,
    raw_difference=-0.01,
    overlap_share=0.9,
    effective_n=400,
    mde=0.05,
    share=0.14,
    baseline_share=0.20,
    balance=(Balance("x_last_missed", 0.5, 0.02), Balance("x_hour", 0.2, -0.01)),
    strongest="x_last_missed",
)


def four(missed: Comparison = MISSED, **refused: Refusal) -> list[Comparison]:
    """All outcomes of one strategy, some of them refused."""
    found = [missed]
    for outcome in list(Outcome)[1:]:
        one = replace(
            missed,
            outcome=outcome,
            verdict=Verdict.CANNOT_TELL,
            difference=0.01,
            low=-0.04,
            high=0.06,
            raw_difference=0.02,
        )
        why = refused.get(outcome.name.lower())
        found.append(refuse(one, why) if why else one)
    return found


def refuse(one: Comparison, why: Refusal) -> Comparison:
    return replace(
        one,
        refused=why,
        verdict=Verdict.REFUSED,
        difference=None,
        low=None,
        high=None,
        raw_difference=None,
        mde=None,
        balance=(),
    )


def worked(*comparisons: Comparison, left_out: dict[str, int] | None = None) -> Worked:
    findings = Findings(20_000, "none", comparisons, left_out=left_out or {})
    having = (
        Having("text", "log", 300),
        Having("text", "diary", 1),
        Having("none", "diary", 450),
    )
    return Worked(findings, having, 24.0, ("s1",), 1)


def test_the_four_outcomes_stand_together_in_sessions_of_100() -> None:
    (side,) = reminders.sides(worked(*four()))

    assert side.card.question == "What does “text” do, beside no reminder?"
    assert side.card.answer == words.act(four())
    assert "6 fewer missed sessions in 100" in side.card.answer
    table = side.card.table.set_index("outcome")
    assert list(table.index) == [
        "Missed",
        "Cancelled in time or moved",
        "Took place as booked",
        "Still a client 60 days later",
    ]
    numbers = table.to_dict("index")["Missed"]
    asked = ("difference", "low", "high", "raw", "with_it", "without", "smallest")
    assert [numbers[key] for key in asked] == pytest.approx(
        [-6, -10, -2, -1, 14, 20, 5]
    )
    assert numbers["verdict"] == "fewer"
    assert side.card.basis == (
        "500 sessions of 40 clients with it, 450 of 39 clients with no reminder."
    )


def test_the_plain_difference_is_explained_beside_the_answer() -> None:
    (side,) = reminders.sides(worked(*four()))

    assert side.aloud == (words.NOT_AN_EXPERIMENT, words.why_raw_differs(MISSED))
    assert "whether the last one was missed" in side.aloud[1]
    assert any("90% of the sessions" in line for line in side.plain)
    assert not set(side.aloud) & set(side.plain)


def test_both_sides_are_shown_before_and_after() -> None:
    (side,) = reminders.sides(worked(*four()))

    assert side.balance is not None
    assert side.balance.answer.startswith("As they count, yes")
    assert side.balance.table["before"].tolist() == [0.5, 0.2]
    worse = replace(MISSED, balance=(Balance("x_hour", 0.3, -0.2),))
    (side,) = reminders.sides(worked(*four(worse)))
    assert side.balance is not None
    assert side.balance.answer == "Not quite: they still differ in the hour."


def test_outcomes_refused_for_one_reason_are_said_once() -> None:
    (side,) = reminders.sides(worked(*four(cancelled_or_moved=RARE, still_client=RARE)))

    (said,) = side.refusals
    assert said == (
        "Cancelled in time or moved, Still a client 60 days later: not shown. "
        "Only 3 were cancelled. Wait for more sessions."
    )
    assert not side.is_truth_wanted
    assert side.card.figure is not None


def test_where_missed_is_refused_the_reason_is_the_answer() -> None:
    found = [refuse(one, UNKNOWN) for one in four()]
    (side,) = reminders.sides(worked(*found), TRIAL)

    assert side.card.answer == "Who came is known of 60%. Say it."
    assert side.card.figure is None
    assert side.aloud == side.plain == side.refusals == ()
    assert side.balance is None
    assert side.is_truth_wanted
    assert reminders.is_open(worked(*found).findings)
    assert not reminders.is_open(worked(*four()).findings)


def test_a_published_trial_stands_beside_the_own_answer_and_never_in_its_place() -> (
    None
):
    pace = Pace(0.2, 40.0, 12.0)
    (alone,) = reminders.sides(worked(*four()))
    (side,) = reminders.sides(worked(*four()), TRIAL)

    own = Estimate(-0.06, -0.10, -0.02)
    both = published.together(own, 0.20, TRIAL).both
    shown = side.card.table.iloc[0]
    assert shown["both"] == pytest.approx(100 * both.difference)
    assert shown["difference"] == pytest.approx(-6)
    assert alone.card.table["both"].isna().all()
    assert "alone: between 2 and 10 fewer" in reminders.beside(MISSED, TRIAL, pace)


def test_a_trial_alone_is_said_at_the_practices_own_rate() -> None:
    none = refuse(MISSED, RARE)

    said = reminders.beside(none, TRIAL, Pace(0.2, 40.0, 12.0))
    assert said.startswith("From your own sessions nothing can be said yet.")
    assert "26.3 instead of 39.8 in 100 missed (Youssef 2014" in said
    assert "Where 20 in 100 are missed" in said
    nobody = reminders.beside(none, TRIAL, Pace(0.0, 40.0, 12.0))
    assert nobody.endswith("can be said once some are missed.")


def test_sessions_are_counted_by_source_and_those_left_out_by_reason() -> None:
    found = worked(*four(), left_out={"reminder_not_known": 1, "excused": 2})

    assert reminders.had(found) == [
        "“text”: 301 sessions (300 by a message log, 1 by the diary)",
        "no reminder: 450 sessions (450 by the diary)",
    ]
    assert reminders.left_out(found) == [
        "1 session: nobody knows which reminder was sent",
        "2 sessions: excused",
    ]
    assert reminders.sides(worked()) == []


def test_a_before_and_after_says_its_doubts_aloud() -> None:
    doubts = words.before_after_doubts(47, 28)
    switched = replace(
        MISSED, method=Method.BEFORE_AFTER, balance=(), strongest=None, remarks=doubts
    )
    (side,) = reminders.sides(worked(*four(switched)))

    assert side.aloud == doubts
    assert not set(doubts) & set(side.plain)
    assert side.card.definition == reminders.SWITCHED
    assert side.card.figure is not None
    assert side.card.figure.data[-1].name == "step on the day, trend taken out"
    assert side.balance is None
