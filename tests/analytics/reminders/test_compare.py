"""The comparison: right where the truth is known, and the same each time."""

from __future__ import annotations

import numpy as np
import pytest

from analytics.reminders.compare import compare, default_baseline
from analytics.reminders.contracts import NONE, Method, Outcome, Verdict
from benchmarks.reminders.made import Plan, made
from tests.analytics.reminders.practice_compared import changed, told, usual


def test_worry_hides_the_effect_from_the_plain_difference_and_not_from_ours() -> None:
    practice = made(20_000, 5)

    one = compare(practice.compared).of("text", Outcome.MISSED)

    assert one.difference is not None
    assert one.raw_difference is not None
    assert one.low is not None
    assert one.high is not None
    assert one.low < practice.difference < one.high < 0
    assert one.raw_difference > one.high
    assert one.verdict is Verdict.FEWER
    assert (one.method, one.strongest) == (Method.AIPW, "x_miss_history")
    assert one.undone_by is not None
    assert one.undone_by > 1
    assert one.doubt is not None
    assert one.doubt.low < one.low
    # Weighted, both sides are alike; before, the reminded had missed more.
    history = {line.covariate: line for line in one.balance}["x_miss_history"]
    assert history.before > 0.3
    assert abs(history.after) < 0.05
    # Sessions are counted on the strategy's side, and on the other.
    counts = practice.compared.sessions["strategy"].value_counts()
    assert (one.sessions, one.baseline_sessions) == (counts["text"], counts[NONE])


def test_all_four_outcomes_stand_together_in_order() -> None:
    found = told(usual())

    assert found.baseline == NONE
    assert [one.outcome for one in found.comparisons] == list(Outcome)
    assert found.since_day == usual()["start_day"].min()
    shown = [one for one in found.comparisons if one.refused is None]
    assert shown
    for one in shown:
        assert one.share is not None
        assert one.baseline_share is not None
        assert one.difference == pytest.approx(one.share - one.baseline_share)


def test_without_an_effect_the_interval_holds_nothing() -> None:
    one = compare(made(6_000, 8, Plan(effect=0.0)).compared).of("text", Outcome.MISSED)

    assert one.low is not None
    assert one.high is not None
    assert one.low <= 0 <= one.high
    assert one.undone_by is None
    assert one.verdict in {Verdict.CANNOT_TELL, Verdict.ABOUT_THE_SAME}
    # The plain one "proves" that texting harms.
    assert one.raw is not None
    assert one.raw.low > 0


def test_a_strategy_that_trades_misses_for_cancellations_looks_like_that() -> None:
    plan = Plan(effect=-1.2, cancels=1.0, miss_log_odds=-1.4)

    found = compare(made(12_000, 1, plan).compared)

    verdicts = {one.outcome: one.verdict for one in found.comparisons}
    assert verdicts[Outcome.MISSED] is Verdict.TRADED
    assert verdicts[Outcome.CANCELLED_OR_MOVED] is Verdict.MORE
    assert verdicts[Outcome.TOOK_PLACE] is not Verdict.MORE


def test_who_is_worth_reminding_is_said_from_a_thousand_sessions_on() -> None:
    few, many = compare(made(900, 2).compared), compare(made(20_000, 5).compared)

    assert few.benefits == ()
    (thirds,) = [one for one in many.benefits if one.what == "risk_third"]
    assert thirds.p_value < 0.05
    most, least = (
        thirds.groups[name].difference
        for name in (
            "sessions most likely to be missed",
            "sessions least likely to be missed",
        )
    )
    # In sessions of 100 there is more to win where more are missed.
    assert most < least
    # First and later sessions do not differ, so nothing is told of them.
    (first,) = [one for one in many.benefits if one.what == "first_session"]
    assert first.p_value >= 0.05
    assert first.groups == {}


def test_the_logistic_answer_stands_beside_under_400_sessions() -> None:
    plan = Plan(effect=-1.5, worry=0.0, miss_log_odds=-0.4, sessions_per_client=2)
    small, large = made(380, 4, plan), made(600, 4, plan)

    few = compare(small.compared).of("text", Outcome.MISSED)
    more = compare(large.compared).of("text", Outcome.MISSED)

    assert few.refused is None
    assert few.beside is not None
    assert few.beside.low < small.difference < few.beside.high
    assert (more.refused, more.beside) == (None, None)


def test_several_strategies_share_one_baseline_and_wider_intervals() -> None:
    practice = made(6_000, 6, Plan(strategies=("text", "call")))
    sessions = practice.compared.sessions

    both = told(sessions)
    alone = told(sessions[sessions["strategy"] != "call"])

    assert {one.strategy for one in both.comparisons} == {"text", "call"}
    wide, narrow = (one.of("text", Outcome.MISSED) for one in (both, alone))
    assert wide.difference == pytest.approx(narrow.difference)
    widths = [(one.high or 0) - (one.low or 0) for one in (wide, narrow)]
    assert widths[1] < widths[0] < 1.3 * widths[1]
    # Another baseline can be asked for; what it is compared with then includes none.
    other = told(sessions, "call")
    assert other.baseline == "call"
    assert {one.strategy for one in other.comparisons} == {NONE, "text"}


def test_progress_rises_to_one() -> None:
    seen: list[float] = []

    practice = made(600, 6, Plan(strategies=("text", "call")))
    compare(practice.compared, progress=seen.append)

    assert seen == [0.5, 1.0]


def test_the_same_sessions_give_the_same_numbers_in_any_order() -> None:
    shuffled = usual().sample(frac=1, random_state=1)

    first, again = told(usual()), told(usual())
    other = told(shuffled)

    assert first.comparisons == again.comparisons
    for one, two in zip(first.comparisons, other.comparisons, strict=True):
        assert (one.difference, one.low) == pytest.approx((two.difference, two.low))


def test_what_was_meant_to_be_sent_only_and_what_is_presumed_are_said() -> None:
    intended = usual()["strategy"] == "text"

    one = told(changed({"is_intended_only": intended, "is_presumed": True})).of(
        "text", Outcome.MISSED
    )

    assert len(one.remarks) == 2
    assert "only known what was to be sent" in one.remarks[0]
    assert "covers both sides alike" in one.remarks[1]


def test_no_covariate_at_all_leaves_the_plain_difference() -> None:
    bare = usual()[[name for name in usual() if not str(name).startswith("x_")]]
    bare = bare.assign(start_day=20_000, coach="Ada")

    one = told(bare).of("text", Outcome.MISSED)

    assert one.difference == pytest.approx(one.raw_difference, abs=0.002)
    assert (one.balance, one.strongest, one.doubt) == ((), None, None)


def test_columns_that_know_missing_values_do_as_well() -> None:
    names = [*Outcome, *(name for name in usual() if str(name).startswith("x_"))]

    nullable = usual().astype(dict.fromkeys(names, "Float64"))
    nullable.loc[:49, names] = None

    one = told(nullable).of("text", Outcome.MISSED)
    assert one.refused is None
    assert one.sessions + one.baseline_sessions == len(usual()) - 50


def test_gaps_in_a_covariate_are_a_value_of_their_own() -> None:
    history = usual()["x_miss_history"].where(usual()["x_sessions_so_far"] > 0)

    one = told(changed({"x_miss_history": history})).of("text", Outcome.MISSED)

    assert one.refused is None
    assert one.difference is not None
    assert np.isfinite(one.difference)


def test_the_baseline_is_no_reminder_else_the_commonest() -> None:
    assert default_baseline(["text", NONE]) == NONE
    assert default_baseline(["text", "call"]) == "text"
