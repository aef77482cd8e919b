"""What is said above the list, and of one client: never a number without its range."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from analytics.contracts import PastNames
from analytics.reports import today_words
from tests.analytics.reports.today_steps import MONDAY, client, look
from tests.support.runs import keep, run_of, score

if TYPE_CHECKING:
    from analytics.contracts import TodayList
    from analytics.store import Database


@pytest.fixture
def found(four: Database) -> TodayList:
    keep(four, run_of([score("anna", 0.31, since=MONDAY), score("ben", 0.7)]))
    return look(four)


@pytest.mark.parametrize(
    ("settled", "quiet", "said"),
    [
        (9, 5, "Most of these names will be fine."),
        (10, 6, "Going by past names, about 4 in 10 of these names will be fine."),
        (40, 1, "Going by past names, nearly all of these names will be fine."),
        (40, 39, "Going by past names, hardly any of these names will be fine."),
    ],
)
def test_what_to_expect_goes_by_past_names_once_there_are_ten(
    found: TodayList, settled: int, quiet: int, said: str
) -> None:
    past = replace(found, past=PastNames(settled, quiet, {}))
    anna = replace(client(found), probability=None)

    assert today_words.expected(past, [anna] * 3) == said
    one = said.replace("of these names", "names like this")
    assert today_words.expected(past, [anna]) == one


def test_what_to_expect_never_contradicts_the_ranges(found: TodayList) -> None:
    named = [client(found, "ben")] * 2

    assert today_words.expected(found, named) == "Some of these names will be fine."


def test_what_to_expect_never_contradicts_the_words(found: TodayList) -> None:
    past = PastNames(settled=9, quiet=2, by_word={"high": (12, 8), "raised": (12, 2)})
    in_words = replace(found, mode="words", past=past)
    anna = replace(client(found), probability=None, interval=None, in_ten=None)

    def said(*words: str) -> str:
        named = [replace(anna, word=word) for word in words]  # type: ignore[arg-type]  # a word
        return today_words.expected(in_words, named)

    assert said("high") == "Some names like this will be fine."
    assert said("raised") == "Most names like this will be fine."
    assert said("high", "raised", "raised") == "Most of these names will be fine."


@pytest.mark.parametrize(
    ("quiet", "said"),
    [
        (12, "about 4 in 10 of these names will be fine."),
        (
            8,
            (
                "about 6 in 10 of these names will be fine; "
                "going by what is said of each below, about 3 in 10."
            ),
        ),
    ],
)
def test_what_past_names_and_this_weeks_say_stands_side_by_side_if_far_apart(
    found: TodayList, quiet: int, said: str
) -> None:
    past = replace(found, past=PastNames(20, quiet, {}))
    named = [replace(client(found, "ben"), probability=0.7)] * 2

    assert today_words.expected(past, named) == f"Going by past names, {said}"


def test_by_rule_the_cards_say_nothing_that_could_be_set_beside(
    found: TodayList,
) -> None:
    past = PastNames(20, 18, {"high": (12, 2)})
    by_rule = replace(found, mode="rule", past=past)
    anna = replace(client(found), probability=None, in_ten=None, word="high")

    assert today_words.expected(by_rule, [anna]) == (
        "Going by past names, about 1 in 10 names like this will be fine."
    )


def test_a_client_in_numbers_in_words_and_by_the_rule(found: TodayList) -> None:
    anna = client(found)
    in_words = replace(anna, in_ten=None)

    def said(mode: str, past: PastNames | None = None) -> str:
        of_mode = replace(found, mode=mode, past=past)  # type: ignore[arg-type]  # a mode
        return str(today_words.how_quiet(in_words, of_mode))

    assert str(today_words.how_quiet(anna, found)) == (
        "Between 2 and 4 in 10 like this go quiet."
    )
    assert said("words") == "Quieter."
    assert said("rule") == "None"
    for looks, quiet, told in (
        (9, 9, "Quieter."),
        (50, 14, "Quieter: of 10 like this, about 3 went quiet."),
        (50, 1, "Quieter: of 10 like this, hardly anybody went quiet."),
        (50, 50, "Quieter: of 10 like this, nearly all went quiet."),
    ):
        assert said("words", PastNames(0, 0, {"raised": (looks, quiet)})) == told


def test_how_the_list_is_ordered_and_why_not_otherwise(found: TodayList) -> None:
    by_rule = replace(found, mode="rule", why="A model needs more.", scored_on=None)

    assert today_words.ordered(by_rule).startswith("By rule: first those who are away")
    assert today_words.ordered(by_rule).endswith(" A model needs more.")
    assert today_words.ordered(found).startswith("With numbers: ")
    assert "In words, not numbers" in today_words.ordered(replace(found, mode="words"))
