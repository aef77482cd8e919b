"""Twelve weeks of a client as twelve bars: the height says what the colour repeats."""

from __future__ import annotations

from typing import Final

from analytics.facts.strip import LETTERS
from pages.shared import safe, words

LOOKS: Final = {
    "a": "came",
    "p": "presumed",
    "b": "booked",
    "u": "unknown",
    "m": "moved",
    "c": "off",
    "l": "late",
    "n": "missed",
    ".": "none",
}
"""The class in look.css of each letter's bar. Bars of one height differ in their fill
too: what is certain is filled, what is not is only outlined."""


def said(letters: str) -> str:
    """Return a strip as a sentence, for those who do not see it."""
    counts = {
        what: sum(letter == key for letter in letters) for key, what in LETTERS.items()
    }
    told = [f"{what} in {count}" for what, count in counts.items() if count]
    return f"Of the last {words.counted(len(letters), 'week')}: {', '.join(told)}."


def html(letters: str) -> str:
    """Return a strip as HTML: one bar a week, oldest first."""
    bars = "".join(
        f'<i class="{LOOKS[letter]}" title="{_when(age)}: {LETTERS[letter]}"></i>'
        for age, letter in zip(range(len(letters) - 1, -1, -1), letters, strict=True)
    )
    told = safe.html(said(letters), 400)
    return (
        '<div class="dl-weeks">'
        f'<div class="dl-strip" role="img" aria-label="{told}">'
        f"{bars}</div>"
        '<small aria-hidden="true"><span>12 weeks</span><span>now</span></small></div>'
    )


def legend() -> str:
    """Return what the bars mean, as HTML."""
    told = "".join(
        f'<span><i class="{look}"></i>{safe.html(LETTERS[letter])}</span>'
        for letter, look in LOOKS.items()
    )
    return f'<p class="dl-strip dl-legend">{told}</p>'


def _when(weeks_ago: int) -> str:
    if weeks_ago == 0:
        return "This week"
    return f"{words.counted(weeks_ago, 'week')} ago"
