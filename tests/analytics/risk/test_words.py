"""The words of a likelihood."""

from __future__ import annotations

import math

import pytest

from analytics.risk import words


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
