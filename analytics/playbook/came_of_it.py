"""What came of the steps taken: described, not credited.

A return is a session attended within a window after the day of the step. Some would
have come anyway, and nobody drew lots, so nothing here says that a step brought anybody
back. A step counts once its window is over and every session in it has an outcome, or
somebody came.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from analytics.facts import contacts, facts
from analytics.intervals import wilson_interval
from analytics.store import queries

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from analytics.periods import AsOf
    from analytics.store import Database

_TAKEN = Path(__file__).with_name("came_of_it.sql")

WINDOWS_DAYS: Final = (14, 30)

NOT_SAID: Final = ""
"""The reason, or the result, that nobody has said."""


class Taken(NamedTuple):
    """A step that was taken, and who came after it."""

    entry_id: str
    client_id: str
    step: str
    on_day: int
    came_day: int | None
    """Local day of the first session attended after it, within the longest window."""
    unknown_day: int | None
    """The same of the first session of which nobody knows."""
    why: str | None
    """The reason that was known by its day."""


class Returns(NamedTuple):
    """How many came again within a window."""

    n: int
    """Steps whose window is over and of which it is known."""
    came: int
    """Of these."""
    unknown: int
    """Window over, and nobody knows whether a session in it was attended."""
    still_open: int
    """Window not over yet."""
    clients: int
    """Different people among `n`."""

    @property
    def interval(self) -> tuple[float, float] | None:
        """Wilson's 95 % interval; ``None`` where `n` is 0."""
        return wilson_interval(self.came, self.n)


@dataclass(frozen=True)
class CameOfIt:
    """What came of all steps."""

    by_step: Mapping[str, Mapping[int, Returns]]
    """By step and window in days, the step taken most often first."""
    by_reason: Mapping[str, Mapping[int, Returns]]
    """By the reason known, `NOT_SAID` last."""
    in_all: Mapping[int, Returns]
    results: Mapping[str, Mapping[str, int]]
    """By step: how often each result, `NOT_SAID` among them."""


def came_of_it(database: Database, as_of: AsOf) -> CameOfIt:
    """Return what came of the steps taken, as known at a moment."""
    rows = facts.rows(
        database,
        as_of,
        queries.text_of(_TAKEN),
        longest_days=max(WINDOWS_DAYS),
    )
    taken = [Taken._make(row) for row in rows]
    today = as_of.day_number
    return CameOfIt(
        by_step=_grouped(taken, lambda one: one.step, today),
        by_reason=_grouped(taken, lambda one: one.why or NOT_SAID, today),
        in_all=_windows(taken, today),
        results=_results(contacts.contacts(database, as_of)),
    )


def returns(taken: Iterable[Taken], window_days: int, today: int) -> Returns:
    """Return how many came again within a window.

    Parameters
    ----------
    today
        Day number of the last day that the log tells of. A window is over once all of
        its days are.
    """
    counts: Counter[str] = Counter()
    people = set()
    for one in taken:
        kind = _kind(one, window_days, today)
        counts[kind] += 1
        if kind in {"came", "not"}:
            people.add(one.client_id)
    return Returns(
        n=counts["came"] + counts["not"],
        came=counts["came"],
        unknown=counts["unknown"],
        still_open=counts["open"],
        clients=len(people),
    )


def _kind(one: Taken, window_days: int, today: int) -> str:
    last = one.on_day + window_days
    # Who came early counts with the others of that day, once the window is over: else
    # the open windows would show returns only.
    if today < last:
        return "open"
    if one.came_day is not None and one.came_day <= last:
        return "came"
    is_unknown = one.unknown_day is not None and one.unknown_day <= last
    return "unknown" if is_unknown else "not"


def _windows(taken: Sequence[Taken], today: int) -> dict[int, Returns]:
    return {days: returns(taken, days, today) for days in WINDOWS_DAYS}


def _grouped(
    taken: Iterable[Taken], of: Callable[[Taken], str], today: int
) -> dict[str, dict[int, Returns]]:
    groups: dict[str, list[Taken]] = defaultdict(list)
    for one in taken:
        groups[of(one)].append(one)
    order = sorted(groups, key=lambda key: (key == NOT_SAID, -len(groups[key]), key))
    return {key: _windows(groups[key], today) for key in order}


def _results(
    taken: Mapping[str, Sequence[contacts.Contact]],
) -> dict[str, dict[str, int]]:
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for of_client in taken.values():
        for one in of_client:
            found[one.step][one.result or NOT_SAID] += 1
    return {step: dict(counts) for step, counts in sorted(found.items())}
