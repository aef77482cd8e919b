"""What is said: short, kind, with its certainty, and never a forbidden word."""

from __future__ import annotations

import ast
from dataclasses import replace
from pathlib import Path

import pytest

from analytics.reminders import words
from analytics.reminders.contracts import (
    NONE,
    Balance,
    Benefit,
    Comparison,
    Estimate,
    Findings,
    Method,
    Outcome,
    Refusal,
    Verdict,
)
from tests.pages.test_words import WORDS_OF_THE_CODE

ROOT = Path(__file__).parents[3]


def four(
    verdict: Verdict, name: str = "Text, 24 h", **more: object
) -> list[Comparison]:
    """Return four outcomes of a strategy, the first with this verdict."""
    missed = Comparison(
        strategy=name,
        baseline=NONE,
        outcome=Outcome.MISSED,
        sessions=500,
        clients=90,
        baseline_sessions=700,
        baseline_clients=120,
        method=Method.AIPW,
        verdict=verdict,
        difference=-0.06,
        low=-0.10,
        high=-0.02,
        raw_difference=-0.01,
        mde=0.06,
        overlap_share=0.9,
        effective_n=420.0,
    )
    others = [
        replace(missed, outcome=outcome, verdict=Verdict.CANNOT_TELL)
        for outcome in list(Outcome)[1:]
    ]
    others[1] = replace(others[1], verdict=Verdict.MORE)
    return [replace(missed, **more), *others]  # type: ignore[arg-type]


def test_a_strategy_that_helps_is_said_with_its_certainty() -> None:
    assert words.act(four(Verdict.FEWER)) == (
        "“Text, 24 h”: about 6 fewer missed sessions in 100 than with no reminder "
        "(19 in 20 sure: between 2 and 10 fewer). Keep it. It is not an experiment."
    )


def test_a_trade_looks_like_one() -> None:
    missed, called_off, *rest = four(Verdict.TRADED)
    called_off = replace(called_off, difference=0.05, low=0.01, high=0.09)

    said = words.act([missed, called_off, *rest])

    assert "6 fewer missed" in said
    assert "5 more cancelled or moved: no session was won" in said


def test_what_became_of_the_sessions_that_were_not_missed_is_said() -> None:
    missed, called_off, held, still = four(Verdict.FEWER)
    more = replace(
        called_off, verdict=Verdict.MORE, difference=0.02, low=0.004, high=0.036
    )
    unsure = replace(held, verdict=Verdict.CANNOT_TELL)
    same = replace(called_off, verdict=Verdict.ABOUT_THE_SAME)

    assert "Keep it; about 2 more are cancelled or moved instead." in words.act(
        [missed, more, held, still]
    )
    assert "took place or were called off is not clear yet" in words.act(
        [missed, called_off, unsure, still]
    )
    assert "Keep it. It is not" in words.act([missed, same, unsure, still])


@pytest.mark.parametrize(
    ("verdict", "more", "part"),
    [
        (
            Verdict.MORE,
            {"difference": 0.04, "low": 0.01, "high": 0.07},
            "about 4 more missed sessions in 100",
        ),
        (
            Verdict.ABOUT_THE_SAME,
            {"difference": 0.0, "low": -0.012, "high": 0.015},
            "no difference worth having",
        ),
        (
            Verdict.CANNOT_TELL,
            {"difference": -0.03, "low": -0.09, "high": 0.03, "mde": 0.085},
            "(19 in 20 sure: between 9 fewer and 3 more). Only 8 or more in 100",
        ),
        (
            Verdict.REFUSED,
            {"refused": Refusal("Too few.", "Wait."), "difference": None},
            "Too few. Wait.",
        ),
        (
            Verdict.FEWER,
            {"method": Method.BEFORE_AFTER},
            "It is a before and after only.",
        ),
    ],
)
def test_every_verdict_has_its_sentence(
    verdict: Verdict, more: dict[str, object], part: str
) -> None:
    missed, *others = four(verdict)
    missed = replace(missed, **more)  # type: ignore[arg-type]

    assert part in words.act([missed, *others])


def test_losing_clients_is_said_before_anything_is_kept() -> None:
    *first, still = four(Verdict.FEWER)
    still = replace(still, verdict=Verdict.FEWER)

    assert "fewer were still clients 60 days later" in words.act([*first, still])


def test_a_narrow_interval_earns_a_decimal() -> None:
    assert words.in_100(Estimate(-0.064, -0.0653, -0.0628)) == (
        "between 6.3 and 6.5 fewer"
    )
    assert words.in_100(Estimate(0.03, 0.01, 0.05)) == "between 1 and 5 more"
    assert words.in_100(Estimate(0, -0.02, 0.03)) == "between 2 fewer and 3 more"


def findings(*strategies: list[Comparison]) -> Findings:
    return Findings(20_000, NONE, tuple(one for found in strategies for one in found))


def test_the_headline_names_one_that_helps_among_several() -> None:
    unsure = four(Verdict.CANNOT_TELL, "Call")

    one = findings(four(Verdict.FEWER), unsure)
    two = findings(four(Verdict.FEWER), four(Verdict.FEWER, "Call"))
    none = findings(unsure, four(Verdict.TRADED))
    refused = four(Verdict.REFUSED, refused=Refusal("Too few.", "Wait."))

    assert "“Text, 24 h”: about 6 fewer" in words.headline(one)
    assert "“Text, 24 h”, “Call”" in words.headline(two)
    assert "None of them" in words.headline(none)
    assert words.headline(findings(refused, refused)) == "Too few. Wait."
    assert words.headline(findings(refused)) == "Too few. Wait."
    assert (
        words.headline(Findings(None, None, refused=Refusal("Nothing.", "Do.")))
        == "Nothing. Do."
    )


def test_plain_words_hold_every_doubt() -> None:
    missed, *_ = four(
        Verdict.FEWER,
        balance=(Balance("x_miss_history", 0.4, 0.02),),
        strongest="x_miss_history",
        undone_by=2.24,
        doubt=Estimate(-0.06, -0.14, 0.03),
        remarks=("A remark.",),
    )

    said = " ".join(words.plain(missed))

    for part in (
        "not an experiment",
        "both happened about as often",
        "90% of the sessions could have had either",
        "as much as 420 sessions",
        "A true difference of 6 in 100",
        "alike in everything that is known",
        "The plain difference (1 fewer in 100)",
        "above all in how often the client had missed before",
        "at least 2.2 times as likely",
        "the truth could be between 14 fewer and 3 more in 100",
        "A remark.",
    ):
        assert part in said
    refused = replace(missed, refused=Refusal("Too few.", "Wait."))
    assert words.plain(refused) == ("Too few.", "Wait.")


def test_sides_that_stay_unlike_are_said() -> None:
    missed, *_ = four(Verdict.FEWER, balance=(Balance("x_lead_days", 0.9, -0.2),))

    assert any(
        "differ in how early it was booked (0.20 of its spread)" in line
        for line in words.plain(missed)
    )


def test_the_plain_difference_needs_no_word_where_it_is_the_same() -> None:
    missed, *_ = four(Verdict.FEWER, raw_difference=-0.059)

    assert words.why_raw_differs(missed) == ""


def test_who_benefits_is_told_only_where_groups_differ() -> None:
    shown = Benefit(
        "Text",
        "risk_third",
        {
            "sessions least likely to be missed": Estimate(-0.02, -0.04, -0.01),
            "sessions most likely to be missed": Estimate(-0.09, -0.12, -0.06),
        },
        0.001,
    )

    assert words.who_benefits(shown) == (
        "Missed in 100 with “Text”: 2 fewer (between 1 and 4 fewer) of sessions least "
        "likely to be missed; 9 fewer (between 6 and 12 fewer) of sessions most likely "
        "to be missed."
    )
    assert "Nothing shows" in words.who_benefits(
        Benefit("Text", "first_session", {}, 0.6)
    )


def test_hardly_any_and_nearly_all_are_said() -> None:
    assert words.rare(Outcome.MISSED, 0, "no reminder") == (
        "None of the sessions with no reminder were missed."
    )
    assert words.rare(Outcome.MISSED, 1, "no reminder") == (
        "Only 1 of the sessions with no reminder was missed."
    )
    assert words.nearly_all(Outcome.TOOK_PLACE, 0, "“Text”") == (
        "All sessions with “Text” were held at the booked time."
    )
    assert words.nearly_all(Outcome.TOOK_PLACE, 3, "“Text”") == (
        "All but 3 of the sessions with “Text” were held at the booked time."
    )


def test_a_before_and_after_has_no_balance_and_shows_no_side() -> None:
    missed, *_ = four(
        Verdict.FEWER,
        method=Method.BEFORE_AFTER,
        overlap_share=None,
        effective_n=None,
        mde=None,
        remarks=words.before_after_doubts(25, 32),
    )

    assert words.plain(missed) == words.before_after_doubts(25, 32)


def test_an_unknown_covariate_is_still_readable() -> None:
    assert words.covariate("x_pets_at_home") == "pets at home"


@pytest.mark.parametrize("name", ["words.py", "refusals.py", "published.py"])
def test_no_sentence_holds_a_word_that_pages_may_not_say(name: str) -> None:
    tree = ast.parse((ROOT / "analytics" / "reminders" / name).read_text("utf-8"))
    docstrings = {
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }

    sentences = [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and node not in docstrings
        and isinstance(node.value, str)
        and " " in node.value
    ]

    assert len(sentences) > 10
    for sentence in sentences:
        assert not WORDS_OF_THE_CODE.search(sentence)
