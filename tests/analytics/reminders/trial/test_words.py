"""Every standing has its sentence, and the report keeps all of them."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from analytics.reminders.trial import report, words
from analytics.reminders.trial.checks import Check
from analytics.reminders.trial.sequence import Arm, Look
from analytics.reminders.trial.status import Decision, Status, WeeklyLook
from analytics.store.trials import Trial
from tests.analytics.reminders.trial.test_plan_file import PLAN

if TYPE_CHECKING:
    from collections.abc import Mapping

START = 20_787
SEEN = Look(
    Arm(20, 100, 20),
    Arm(21, 110, 11),
    difference=-0.1,
    low=-0.21,
    high=0.01,
    b_lower=0.78,
    evidence=4.0,
    information=400.0,
)
EARLY = Look(Arm(3, 10, 1), Arm(2, 8, 0), too_early="units")
TRIAL = Trial(
    PLAN.trial_id,
    "{}",
    PLAN.seed,
    "ab" * 32,
    START,
    None,
    None,
    dt.datetime(2026, 11, 23),  # noqa: DTZ001 - the store's times are UTC without a zone
)


def stands(decision: Decision, seen: Look = SEEN, **more: object) -> Status:
    outcomes: Mapping[str, Look] = dict.fromkeys(words.OUTCOMES, seen)
    given: dict[str, object] = {
        "trial": TRIAL,
        "plan": PLAN,
        "as_of_day": START + 30,
        "weeks_run": 4,
        "decision": decision,
        "decided_day": START + 28,
        "deciding": replace(seen, low=-0.21, high=-0.02),
        "outcomes": outcomes,
        "per_protocol": None,
        "looks": (WeeklyLook(START + 7, EARLY), WeeklyLook(START + 14, seen)),
        "sessions_to_go": 20,
        "checks": (Check("ratio", True, "Even | <b>."), Check("known", None, "?")),
        "drawn": {"a": 30, "b": 30},
        "left_out": {"booked_late": 3},
    }
    return Status(**given | more)  # type: ignore[arg-type]  # its fields


def test_a_test_that_goes_on_says_the_chance_and_the_way_to_go() -> None:
    assert words.sentence(stands(Decision.GO_ON)) == (
        "So far 11 of 110 sessions were missed with a word from Jörg and 20 of 100 "
        "with as now: between 21 fewer and 1 more in 100 sessions, allowing for what "
        "each client did before. 3 in 4 that a word from Jörg is better; about 20 more "
        "sessions to be sure, if the difference stays as it is."
    )


@pytest.mark.parametrize(
    ("b_lower", "to_go", "says"),
    [
        (0.78, 1, "3 in 4 that a word from Jörg is better; 1 more session"),
        (0.78, 201, "about 300 more sessions to be sure"),
        (0.78, 0, "the next look should settle it"),
        (0.22, 5, "3 in 4 that as now is better; 5 more sessions"),
        (
            0.97,
            None,
            "19 in 20 that a word from Jörg is better; but a difference as small",
        ),
        (0.55, 900, "Which is better is as good as even. Go on."),
    ],
)
def test_how_sure_and_how_far(b_lower: float, to_go: int | None, says: str) -> None:
    seen = replace(SEEN, b_lower=b_lower)
    assert says in words.sentence(stands(Decision.GO_ON, seen, sessions_to_go=to_go))


@pytest.mark.parametrize(
    ("probability", "said"),
    [
        (0.5, None),
        (0.61, "6 in 10"),
        (0.74, "2 in 3"),
        (0.75, "3 in 4"),
        (0.8, "4 in 5"),
        (0.99, "99 in 100"),
        (1.0, "99 in 100"),
    ],
)
def test_a_chance_is_never_rounded_up(probability: float, said: str | None) -> None:
    assert words.chance(probability) == said


@pytest.mark.parametrize(
    ("decision", "says"),
    [
        (Decision.NOT_STARTED, "It starts on 2026-11-30; 30 clients are drawn"),
        (Decision.B_BETTER, "a word from Jörg is better. Missed with"),
        (Decision.A_BETTER, "as now is better. Missed with"),
        (Decision.NO_DIFFERENCE, "Decided: there is no difference worth having."),
        (Decision.UNDECIDED, "The 30 weeks that were planned are over"),
    ],
)
def test_each_decision_has_its_sentence(decision: Decision, says: str) -> None:
    assert says in words.sentence(stands(decision))


def test_too_early_says_what_is_missing() -> None:
    said = words.sentence(stands(Decision.TOO_EARLY, EARLY))
    assert "3 clients in arm a and 2 in arm b so far" in said
    few = Look(Arm(20, 90, 2), Arm(20, 90, 1), too_early="hits")
    assert "3 of 180 sessions were missed" in words.sentence(
        stands(Decision.TOO_EARLY, few)
    )
    over = words.sentence(stands(Decision.UNDECIDED, EARLY))
    assert "are over and nothing can be said" in over


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [
        (-0.21, 0.01, "between 21 fewer and 1 more in 100 sessions"),
        (-0.21, -0.02, "between 2 and 21 fewer in 100 sessions"),
        (0.004, 0.1, "between 0.4 and 10 more in 100 sessions"),
        (0.0, 0.1, "between 0 and 10 more in 100 sessions"),
        (None, None, "not known yet"),
    ],
)
def test_a_range_in_words(low: float | None, high: float | None, said: str) -> None:
    assert words.span(replace(SEEN, low=low, high=high)) == said


def test_sessions_that_are_cancelled_instead_are_no_gain() -> None:
    held = replace(SEEN, difference=0.01)
    outcomes = dict.fromkeys(words.OUTCOMES, SEEN) | {"took_place": held}
    traded = words.traded(stands(Decision.B_BETTER, outcomes=outcomes))
    assert "hardly more sessions took place" in (traded or "")
    won = {**outcomes, "took_place": replace(SEEN, difference=0.09)}
    assert words.traded(stands(Decision.B_BETTER, outcomes=won)) is None
    assert words.traded(stands(Decision.GO_ON, outcomes=outcomes)) is None


def test_the_report_holds_all_there_is() -> None:
    text = report.markdown(stands(Decision.GO_ON, per_protocol=SEEN))
    for part in (
        "# A fair test of reminders",
        "3 in 4 that a word from Jörg is better",
        "Only sessions treated as drawn",
        "Fine: Even | <b>.",
        "Not known: ?",
        "3 sessions do not count: booked too late for a reminder.",
        "Hash of the plan (SHA-256): " + "ab" * 32,
        "the range holds at all looks together",
        "| missed | 20 of 100 | 11 of 110 | 10 fewer | 21 fewer to 1 more |",
        "too early to say",
    ):
        assert part in text
    # Without the text of a check no cell of a table holds a bar of its own.
    rows = [line for line in text.splitlines() if line.startswith("|")]
    assert {line.count("|") for line in rows} == {6}


def test_the_page_needs_nothing_else_and_escapes_what_was_typed() -> None:
    page = report.html(stands(Decision.GO_ON))
    assert page.startswith("<!doctype html>")
    assert not re.search(r"src=|href=|url\(|<script|@import|https?:", page)
    assert "Even | &lt;b&gt;." in page
    assert page.count("<circle") == 1
    assert "a word from Jörg" in page


def test_a_page_without_a_look_has_no_drawing() -> None:
    page = report.html(stands(Decision.TOO_EARLY, EARLY, looks=()))
    assert "<svg" not in page
