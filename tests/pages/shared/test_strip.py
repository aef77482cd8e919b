"""Twelve weeks as bars."""

from __future__ import annotations

from analytics.facts.strip import LETTERS
from pages.shared import strip
from pages.shared.state import ROOT

STYLE = (ROOT / "pages" / "shared" / "look.css").read_text("utf-8")


def test_every_letter_has_a_bar_and_a_style() -> None:
    assert list(strip.LOOKS) == list(LETTERS)
    for look in strip.LOOKS.values():
        assert f".dl-strip .{look}" in STYLE


def test_said_counts_the_weeks() -> None:
    assert strip.said("..ap.n......") == (
        "Of the last 12 weeks: came in 1, presumed to have come in 1, missed in 1, "
        "nothing booked in 9."
    )


def test_each_bar_says_its_week() -> None:
    drawn = strip.html("an.")

    assert 'title="2 weeks ago: came"' in drawn
    assert 'title="1 week ago: missed"' in drawn
    assert 'title="This week: nothing booked"' in drawn


def test_legend_explains_every_bar() -> None:
    for what in LETTERS.values():
        assert what in strip.legend()
