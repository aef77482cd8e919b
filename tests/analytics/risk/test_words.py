"""The words of a likelihood."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pytest

from analytics.risk import words

if TYPE_CHECKING:
    from analytics.risk.rule import Word


@pytest.mark.parametrize(
    ("probability", "expected"),
    [
        (0.0, "low"),
        (0.1999, "low"),
        (0.2, "raised"),
        (0.3999, "raised"),
        (0.4, "high"),
        (1.0, "high"),
    ],
)
def test_the_word_follows_the_likelihood(probability: float, expected: str) -> None:
    assert words.word(probability) == expected


@pytest.mark.parametrize("wrong", [math.nan, -0.01, 1.01, math.inf])
def test_what_is_no_probability_has_no_word(wrong: float) -> None:
    with pytest.raises(ValueError, match="no probability"):
        words.word(wrong)


@pytest.mark.parametrize(
    ("probability", "by_rule", "expected"),
    [
        (0.5, "high", (0.5, "high")),
        (0.3, "low", (0.3, "raised")),
        (0.1, "raised", (0.1, "low")),
        (0.1, "high", (-0.9, "raised")),
    ],
)
def test_whom_the_rule_alone_names_comes_last(
    probability: float, by_rule: Word, expected: tuple[float, Word]
) -> None:
    assert words.on_the_list(probability, by_rule) == expected
