"""The comparison: right where the truth is known, silent where it cannot be."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import pytest

from analytics.reminders.compare import compare, default_baseline
from analytics.reminders.contracts import (
    NONE,
    Compared,
    Findings,
    Method,
    Outcome,
    Verdict,
)
from benchmarks.reminders.made import Plan, made

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

NUMBERS = ("difference", "low", "high", "raw_difference", "overlap_share", "mde")


@cache
def usual() -> pd.DataFrame:
    """Return a practice that texts whom it worries about; the text helps."""
    return made(2_000, 3).compared.sessions


def told(sessions: pd.DataFrame, baseline: str | None = None) -> Findings:
    return compare(Compared(sessions, longest_lead_hours=24.0), baseline)


def code(sessions: pd.DataFrame, outcome: Outcome = Outcome.MISSED) -> str:
    refused = told(sessions).of("text", outcome).refused
    assert refused is not None
    assert refused.reason
    assert refused.cure
    return refused.code


def changed(values: Mapping[str, object]) -> pd.DataFrame:
    return usual().assign(**values)  # type: ignore[arg-type]


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


@pytest.mark.parametrize(
    ("sessions", "reason"),
    [
        (lambda: usual()[usual()["strategy"] == "text"], "one_strategy"),
        (lambda: usual().iloc[:0], "all_unknown"),
    ],
    ids=["one strategy", "all unknown"],
)
def test_with_nothing_to_compare_there_is_a_sentence(
    sessions: object, reason: str
) -> None:
    found = told(sessions())  # type: ignore[operator]

    assert found.comparisons == ()
    assert found.refused is not None
    assert found.refused.code == reason
    assert found.refused.cure


def test_a_baseline_that_nobody_had_is_refused() -> None:
    found = told(usual(), "carrier pigeon")

    assert found.refused is not None
    assert found.refused.code == "no_baseline"
    assert "carrier pigeon" in found.refused.reason


def test_three_sessions_of_a_strategy_are_too_few() -> None:
    is_text = usual()["strategy"] == "text"

    assert code(usual()[~is_text | (is_text.cumsum() <= 3)]) == "few_sessions"


def test_many_sessions_of_few_clients_are_too_few() -> None:
    plan = Plan(sessions_per_client=60, worry=0.0)

    assert code(made(1_000, 3, plan).compared.sessions) == "few_clients"


@pytest.mark.parametrize("share", [0.0, 1.0])
def test_everyone_and_nobody_missed_show_nothing(share: float) -> None:
    assert code(changed({"missed": share})) == "few_events"


def test_nothing_stands_alone_without_missed_sessions() -> None:
    found = told(changed({"missed": 0.0}))

    for one in found.comparisons:
        assert one.verdict is Verdict.REFUSED
        assert one.refused is not None
        assert all(getattr(one, name) is None for name in NUMBERS)
    assert found.comparisons[2].refused is not None
    assert found.comparisons[2].refused.code == "missed_refused"


@pytest.mark.parametrize(
    ("known_of_text", "known_of_none", "is_refused"),
    [(0.85, 0.95, True), (0.92, 0.99, True), (0.95, 0.97, False)],
    ids=["under nine in ten", "six points apart", "well known"],
)
def test_truth_comes_first(
    known_of_text: float,
    known_of_none: float,
    *,
    is_refused: bool,
) -> None:
    is_text = (usual()["strategy"] == "text").to_numpy()
    share = np.where(is_text, known_of_text, known_of_none)
    place = np.where(is_text, is_text.cumsum(), (~is_text).cumsum())
    # Exactly the share asked for, spread evenly.
    known = np.floor(place * share) > np.floor((place - 1) * share)

    one = told(changed({"is_known": known})).of("text", Outcome.MISSED)

    assert (one.refused is not None) == is_refused
    if one.refused is not None:
        assert one.refused.code == "outcomes_unknown"
        assert "Who came?" in one.refused.cure


def test_who_may_still_come_back_counts_neither_way() -> None:
    last = usual()["start_day"].quantile(0.8)
    open_ones = usual()["start_day"] > last
    undecided = usual()["still_client_60_days"].where(~open_ones)
    gaps = undecided.where(
        ~((usual()["strategy"] == "text") & (undecided.index % 5 == 0))
    )

    decided = told(changed({"still_client_60_days": undecided}))
    unknown = told(changed({"still_client_60_days": gaps}))

    one = decided.of("text", Outcome.STILL_CLIENT)
    assert one.refused is None
    assert one.sessions == ((usual()["strategy"] == "text") & ~open_ones).sum()
    assert code(changed({"still_client_60_days": gaps}), Outcome.STILL_CLIENT) == (
        "outcomes_unknown"
    )
    # The other outcomes do not wait for it.
    for found in (decided, unknown):
        assert found.of("text", Outcome.MISSED).refused is None


def test_nobody_is_decided_yet_in_the_first_sixty_days() -> None:
    unknown = changed({"still_client_60_days": np.nan})

    assert code(unknown, Outcome.STILL_CLIENT) == "not_decided"


def test_a_hundred_sessions_that_hardly_compare_count_as_fewer() -> None:
    plan = Plan(effect=-2.0, worry=0.0, miss_log_odds=0.0, sessions_per_client=2)
    sessions = made(280, 4, plan).compared.sessions
    leaning = (sessions["strategy"] == "text") * 1.2
    leaning += np.random.default_rng(1).normal(size=len(sessions))

    assert code(sessions.assign(x_leaning=leaning)) == "few_effective"


def test_where_it_was_clear_who_gets_which_nothing_can_be_compared() -> None:
    assert code(made(3_000, 1, Plan(worry=40.0)).compared.sessions) == "poor_overlap"


def test_a_service_with_a_strategy_of_its_own_cannot_be_compared() -> None:
    """Group classes get the text, all others none: no session could have had either."""
    service = np.where(usual()["strategy"] == "text", "Group", "Single")

    assert code(changed({"service": service})) == "decided_by_date"


def test_a_service_that_was_switched_leaves_the_comparison_of_the_others() -> None:
    """Groups all got the text on one day; single sessions still had either."""
    practice = made(12_000, 5)
    sessions = practice.compared.sessions
    is_group = sessions["client_id"].str[-1].isin(["0", "1", "2"])
    day = sessions["start_day"] - sessions["start_day"].min()
    by_date = np.where(day >= 150, "text", NONE)
    mixed = sessions.assign(
        service=np.where(is_group, "Group", "Single"),
        strategy=np.where(is_group, by_date, sessions["strategy"]),
    )

    both = told(mixed).of("text", Outcome.MISSED)
    alone = told(mixed[~is_group]).of("text", Outcome.MISSED)

    assert both.refused is None
    assert both.difference is not None
    assert alone.difference is not None
    # Groups weigh next to nothing: none of their sessions could have had either.
    assert abs(both.difference - alone.difference) < (alone.mde or 0) / 2
    assert (both.overlap_share or 0) < (alone.overlap_share or 0) - 0.2


def test_services_switched_one_by_one_cannot_be_compared() -> None:
    """Single sessions got the text from day 100 on, groups from day 250 on."""
    is_single = np.random.default_rng(1).random(len(usual())) < 0.5
    day = usual()["start_day"] - usual()["start_day"].min()
    has_text = day >= np.where(is_single, 100, 250)

    by_service = {
        "service": np.where(is_single, "Single", "Group"),
        "strategy": np.where(has_text, "text", NONE),
    }

    assert code(changed(by_service)) == "decided_by_date"
    # Backwards: the text was given up.
    given_up = {"strategy": np.where(day < 150, "text", NONE)}
    assert code(changed(given_up)) == "decided_by_date"


def test_few_sessions_would_only_see_wonders() -> None:
    assert code(made(420, 1).compared.sessions) == "too_blind"


def test_all_switched_on_one_day_is_a_before_and_after() -> None:
    practice = made(8_000, 2, Plan(effect=-0.9, switched_on=170))

    one = compare(practice.compared).of("text", Outcome.MISSED)

    assert one.method is Method.BEFORE_AFTER
    assert one.refused is None
    assert one.low is not None
    assert one.high is not None
    assert one.low < one.high < 0
    assert (one.overlap_share, one.effective_n, one.undone_by) == (None, None, None)
    assert any("before and after" in text for text in one.remarks)


def test_a_switch_last_month_waits() -> None:
    practice = made(4_000, 2, Plan(switched_on=330))
    sessions = practice.compared.sessions
    sessions = sessions[sessions["start_day"] < sessions["start_day"].min() + 350]

    one = told(sessions).of("text", Outcome.MISSED)

    assert one.method is Method.BEFORE_AFTER
    assert one.refused is not None
    assert one.refused.code == "few_weeks"


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
