"""One name for one strategy, however a file, a log or a plan writes it.

What was described in the diary is the measure: a name is looked up without regard to
case, a bundle by its steps. A log gives hours; they are counted as tools count them, in
whole days, or in 1, 2, 4, 8 or 12 hours.
"""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

from analytics.errors import BadEntryError
from analytics.store import bundles
from analytics.store.bundles import NOTHING_SENT, Channel, Step, Strategy

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    _Way = tuple[Channel | str, int]

SIGN = "\x1f"
"""Between the parts of a bundle in a log."""

ASSUMED_LEAD_HOURS = 24.0
"""Of a strategy of which nobody said when it is sent."""

_NOTHING = frozenset({"none", "no", "no reminder", "nothing", "keine", "-", "–"})
_SHORT_HOURS = (1, 2, 4, 8, 12)
_BETWEEN = " + "
_IN_WHICH_WORDS = ", in words not known"


class Names:
    """The strategies met so far, by how they are written."""

    def __init__(self, described: Iterable[Strategy]) -> None:
        self._described = tuple(described)
        self._by_name: dict[str, Strategy] = {}
        for strategy in self._described:
            self._by_name[bundles.label(strategy.steps).casefold()] = strategy
        for strategy in self._described:
            self._by_name[strategy.name.casefold()] = strategy
        self._lead_hours: dict[str, float] = {}

    def said(self, text: str, lead_hours: float | None = None) -> str:
        """Return the name of the strategy that a file or a plan writes as a text.

        Parameters
        ----------
        lead_hours
            How early it is sent, for one that nobody described.
        """
        key = " ".join(text.split()).casefold()
        if key in _NOTHING:
            return self._kept(NOTHING_SENT)
        if key not in self._by_name:
            self._by_name[key] = self._of_steps(text) or Strategy(text.strip(), ())
        return self._kept(self._by_name[key], lead_hours)

    def sent(self, said: str, key: str) -> str:
        """Return the name of a bundle of a log.

        Parameters
        ----------
        said
            The names that the log itself gives, with `SIGN` between them.
        key
            ``email:70``, ``text:24`` and so on with `SIGN` between them; without hours
            where a tool only ticks what it sent.
        """
        ways = _ways(key)
        lead_hours = max(hours for _, hours in ways) or None
        if said:
            named = sorted({self.said(one, lead_hours) for one in said.split(SIGN)})
            return self._joined(named, lead_hours)
        return self._kept(self._like(ways), lead_hours)

    def alike(self, said: str, key: str) -> list[str]:
        """Return the described strategies that look like a bundle of a log.

        A log does not say in which words, so wordings are passed over. Of several the
        diary may know which it was.
        """
        ways = [] if said else _ways(key)
        return [one.name for one in self._described if ways and _looks(one, ways)]

    def lead_hours(self, name: str) -> float:
        """Return how early a strategy's first reminder is sent; 0 for none."""
        if name == NOTHING_SENT.name:
            return 0.0
        return self._lead_hours.get(name, ASSUMED_LEAD_HOURS)

    def is_lead_known(self, name: str) -> bool:
        """Return whether anything says when a strategy's reminders are sent."""
        return name == NOTHING_SENT.name or name in self._lead_hours

    def _kept(self, strategy: Strategy, lead_hours: float | None = None) -> str:
        known = strategy.lead_hours or lead_hours or 0.0
        if known:
            before = self._lead_hours.get(strategy.name, 0.0)
            self._lead_hours[strategy.name] = max(known, before)
        return strategy.name

    def _joined(self, names: list[str], lead_hours: float | None) -> str:
        if len(names) == 1:
            return names[0]
        return self._kept(Strategy(_BETWEEN.join(names), ()), lead_hours)

    def _of_steps(self, text: str) -> Strategy | None:
        try:
            steps = bundles.steps(re.split(r"[\s,+;]+", text.strip()))
        except BadEntryError:
            return None
        same = (one for one in self._described if one.steps == steps)
        return next(same, Strategy(bundles.label(steps), steps))

    def _like(self, ways: Sequence[_Way]) -> Strategy:
        """Return the one described strategy that looks so, else one named so."""
        alike = [one for one in self._described if _looks(one, ways)]
        if len(alike) == 1:
            return alike[0]
        label = _BETWEEN.join(_label(*way) for way in ways)
        return Strategy(f"{label}{_IN_WHICH_WORDS if alike else ''}", ())


def counted_hours(hours: float) -> int:
    """Return hours before a session as tools count them; 0 where none are known."""
    if hours <= 0:
        return 0
    if hours >= _SHORT_HOURS[-1] * 1.5:
        return 24 * max(1, round(hours / 24))
    return min(_SHORT_HOURS, key=lambda short: abs(math.log(hours / short)))


def _ways(key: str) -> list[_Way]:
    """Return the channels and hours of a bundle of a log, the earliest first."""
    found = set()
    for part in key.split(SIGN):
        way, _, hours = part.partition(":")
        found.add((bundles.channel(way) or way, counted_hours(float(hours or 0))))
    return sorted(found, key=lambda way: (-way[1], way[0]))


def _looks(strategy: Strategy, ways: Sequence[_Way]) -> bool:
    if any(hours for _, hours in ways):
        own = {(one.channel, counted_hours(one.lead_hours)) for one in strategy.steps}
        return own == set(ways)
    return {one.channel for one in strategy.steps} == {way for way, _ in ways}


def _label(way: Channel | str, hours: int) -> str:
    if not hours:
        return str(way)
    if isinstance(way, Channel):
        return bundles.label([Step(way, hours * 60)])
    return f"{way} {bundles.lead_label(hours * 60)}"
