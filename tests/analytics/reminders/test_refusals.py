"""Where no number may stand: a reason and its cure stand there instead."""

from __future__ import annotations

import numpy as np
import pytest

from analytics.reminders.compare import compare
from analytics.reminders.contracts import NONE, Method, Outcome, Verdict
from benchmarks.reminders.made import Plan, made
from tests.analytics.reminders.practice_compared import changed, code, told, usual

NUMBERS = ("difference", "low", "high", "raw_difference", "overlap_share", "mde")


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
