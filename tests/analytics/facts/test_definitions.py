"""docs/definitions.md and the code say the same."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from analytics.attendance.attendance import COUNTS
from analytics.contracts import Basis, Outcome, Standing
from analytics.facts import LETTERS
from analytics.facts.services import FEWEST_FINISHED, SHARE_AT_ONE_NUMBER
from analytics.facts.standing import HORIZON_GAPS, SHORTEST_HORIZON_DAYS
from analytics.reports.today import NEW_WITHIN_DAYS
from analytics.risk import words
from analytics.risk.fates import AHEAD_DAYS
from analytics.risk.holding import CONTACT_REST_DAYS, STALE_AFTER_DAYS
from analytics.risk.listing import SNOOZE_DAYS
from analytics.risk.past_weeks import MOST_WEEKS
from analytics.risk.rule import BOOKED_FACTOR, HIGH_RATIO, RAISED_RATIO

TEXT = (Path(__file__).parents[3] / "docs" / "definitions.md").read_text("utf-8")


def first_column(section: str, pattern: str) -> set[str]:
    """The code words of a section's tables, first column, that look like a pattern."""
    told = TEXT.split(f"\n## {section}\n", maxsplit=1)[1].split("\n## ", maxsplit=1)[0]
    return set(re.findall(rf"^\| `({pattern})` \|", told, re.MULTILINE))


def test_the_strip_s_letters_stand_in_their_order() -> None:
    told = re.findall(r"^\| `(.)` \| (.+) \|$", TEXT, re.MULTILINE)

    assert told == list(LETTERS.items())


def test_every_outcome_and_basis_is_defined() -> None:
    assert first_column("Sessions", r"\w{2,}") == {*Outcome, *Basis}


@pytest.mark.parametrize("standing", Standing)
def test_every_standing_is_named(standing: Standing) -> None:
    assert f"`{standing}`" in TEXT


@pytest.mark.parametrize(
    "sentence",
    [
        f"**Horizon** = {HORIZON_GAPS} usual gaps",
        f"usual gaps, at least {SHORTEST_HORIZON_DAYS} days",
        f"× {BOOKED_FACTOR} if something is booked",
        f"*raised* from {RAISED_RATIO}; *high* from {HIGH_RATIO:g}",
        f"a contact: for {CONTACT_REST_DAYS} days",
        f"*raised* from {words.RAISED_FROM}; *high* from {words.HIGH_FROM}",
        f"left alone for {SNOOZE_DAYS} days",
        f"the last {MOST_WEEKS} weeks",
        f"most {AHEAD_DAYS} days after the showing",
    ],
)
def test_numbers_are_those_of_the_code(sentence: str) -> None:
    assert sentence in TEXT


def test_numbers_written_as_words_are_those_of_the_code() -> None:
    assert (STALE_AFTER_DAYS, "more than nine days" in TEXT) == (9, True)
    assert (NEW_WITHIN_DAYS, "seven days earlier" in TEXT) == (7, True)
    assert (FEWEST_FINISHED, "at least five of them" in TEXT) == (5, True)
    assert (SHARE_AT_ONE_NUMBER, "at least four in ten" in TEXT) == (0.4, True)


def test_attendance_counts_every_outcome() -> None:
    assert set(Outcome) <= set(COUNTS)
