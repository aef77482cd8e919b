"""How the list is ordered, what to expect of it, and how quiet one client is: in words.

A number never stands here without its range, and never before it has been earned. The
sentences name nobody; page and command line say the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from analytics.risk import holding

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analytics.contracts import PastNames, RankedClient, TodayList

BY_RULE = (
    "By rule: first those who are away longest against their own rhythm, with nothing "
    "booked."
)
IN_WORDS = (
    "In words, not numbers: first those who look most like others of this practice "
    "before they went quiet."
)
IN_NUMBERS = (
    "With numbers: first those who look most like others of this practice before they "
    "went quiet. Your own past year has shown that the numbers hold."
)
ORDERED = {"rule": BY_RULE, "words": IN_WORDS, "percent": IN_NUMBERS}

HOW_QUIET = {"low": "As usual", "raised": "Quieter", "high": "Much quieter"}

BY_RULE_ALONE = (
    "Nothing else about them is unusual, but they have been away for more than twice "
    "their usual gap."
)

ABOUT_THE_RANGE = (
    "The range is about the estimate: how far it can be trusted, with what this "
    "practice’s own past has shown. Even an exact number could not say who it will be."
)

FEWEST_NAMES = 10
"""Past names of which it is known how they went on; with fewer nothing is counted."""

FEWEST_LOOKS = 10

_HALF = 0.5

_FAR_APART = 0.2
"""Of shares: past names and those of this week tell two stories."""


class HowQuiet(NamedTuple):
    """How quiet a client is: what stands out, and the rest of the sentence."""

    first: str
    rest: str

    def __str__(self) -> str:
        """Return the whole sentence."""
        return f"{self.first}{self.gap}{self.rest}"

    @property
    def gap(self) -> str:
        """What stands between the two."""
        return " " if self.rest[:1].isalpha() else ""


def ordered(found: TodayList) -> str:
    """Return how the list is ordered, why not otherwise, and whether that is old."""
    parts = [ORDERED[found.mode], found.why]
    if found.scored_on is not None and found.scored_on < found.as_of.day:
        on = holding.said(found.scored_on, found.as_of.day)
        parts.append(f"The order is that of {on}, before the newest file.")
    return " ".join(part for part in parts if part)


def expected(found: TodayList, named: Sequence[RankedClient]) -> str:
    """Return how many of the names will be fine, as far as that is known.

    Parameters
    ----------
    named
        Those on the list.
    """
    past = found.past
    these = "names like this" if len(named) == 1 else "of these names"
    on_cards = _fine_by_cards(found, named)
    if past is None or past.settled < FEWEST_NAMES:
        # Nobody says *most* above ranges or counts that say otherwise.
        most = on_cards is None or on_cards > _HALF
        return f"{'Most' if most else 'Some'} {these} will be fine."
    before = (past.settled - past.quiet) / past.settled
    said = f"Going by past names, {_fine(before)} {these} will be fine"
    if on_cards is None or abs(on_cards - before) < _FAR_APART:
        return f"{said}."
    return f"{said}; going by what is said of each below, {_fine(on_cards)}."


def _fine(share: float) -> str:
    fine = round(10 * share)
    if fine == 0:
        return "hardly any"
    return "nearly all" if fine == 10 else f"about {fine} in 10"


def how_quiet(client: RankedClient, found: TodayList) -> HowQuiet | None:
    """Return how quiet a client is; nothing while the rule orders the list."""
    if client.in_ten is not None:
        first = client.in_ten[:1].upper() + client.in_ten[1:]
        return HowQuiet(first, "like this go quiet.")
    if found.mode == "rule":
        return None
    return HowQuiet(HOW_QUIET[client.word], _of_ten(client, found.past))


def _fine_by_cards(found: TodayList, named: Sequence[RankedClient]) -> float | None:
    """Return the share that will be fine by what the cards say; by rule they do not."""
    if found.mode == "rule":
        return None
    said = [
        _share(client, found.past) if client.probability is None else client.probability
        for client in named
    ]
    likely = [one for one in said if one is not None]
    return 1 - sum(likely) / len(likely) if likely else None


def _share(client: RankedClient, past: PastNames | None) -> float | None:
    """Return how many in this spot went quiet in this practice, where it is known."""
    looks, quiet = (0, 0) if past is None else past.by_word.get(client.word, (0, 0))
    return None if looks < FEWEST_LOOKS else quiet / looks


def _of_ten(client: RankedClient, past: PastNames | None) -> str:
    share = _share(client, past)
    if share is None:
        return "."
    return f": of 10 like this, {_about(round(10 * share))} went quiet."


def _about(tenths: int) -> str:
    if tenths == 0:
        return "hardly anybody"
    return "nearly all" if tenths == 10 else f"about {tenths}"
