"""The Monday page: who needs a look, what changed, what to answer, what is due.

One page of a week, put together from what other reports know. It names its own
limits: at most so many names, questions and changes, with the count of the rest.
With a coach it holds nothing of anybody else: no name, no count, no total.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from analytics.errors import UnknownCoachError
from analytics.periods import local_day
from analytics.reports import digest_weeks
from analytics.reports.digest_follow_ups import follow_ups
from analytics.store import people as stored_people
from analytics.store import settings as stored_settings
from analytics.words import short_day

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from analytics.contracts import RankedClient, TodayList
    from analytics.importing.changed import Changed, SessionChange
    from analytics.periods import AsOf
    from analytics.reports.digest_follow_ups import FollowUp
    from analytics.reports.digest_return import ReturnRow
    from analytics.reports.digest_weeks import Weeks
    from analytics.selection import Selection
    from analytics.store import Database

QUESTIONS: Final = 5

TOLD: Final = ("missing", "cancelled", "moved")
"""Changes of which each session is named; of the others the count is enough."""


class Limits(NamedTuple):
    """So many stand on one sheet of paper; the pages have all."""

    names: int
    questions: int
    changes: int
    follow_ups: int


OF_PRACTICE: Final = Limits(8, QUESTIONS, 6, 6)
OF_COACH: Final = Limits(6, 4, 4, 4)
"""Less, for the sheet asks for something as well."""


@dataclass(frozen=True)
class Look:
    """Somebody who may be worth a hello this week."""

    client_id: str
    name: str
    coach: str | None
    is_new: bool
    is_by_rule: bool
    facts: tuple[str, ...]
    step: str
    due: dt.date


@dataclass(frozen=True)
class Asked:
    """A question that one word answers."""

    client_id: str
    name: str
    session_id: str | None
    """The session it is about; ``None`` where it is about how a story ended."""
    starts_at: dt.datetime | None
    """UTC, without a zone."""
    last_came_at: dt.datetime | None
    why: str
    """What the answer would change, as sentences without a name."""


@dataclass(frozen=True)
class Since:
    """What changed since the exports before the newest ones."""

    since: dt.date | None
    """``None`` where no tool was exported twice: nothing can be compared."""
    counts: dict[str, int]
    """How many sessions are ``missing``, ``cancelled``, ``moved``, …"""
    sessions: tuple[SessionChange, ...]
    """Those that are named."""

    @property
    def more(self) -> int:
        """How many of the kinds that are named are not."""
        return sum(self.counts[what] for what in TOLD) - len(self.sessions)


@dataclass(frozen=True)
class Digest:
    """A week on one page."""

    as_of: AsOf
    today: dt.date
    """The day it is made for, where the practice is."""
    zone_name: str
    data_as_of: dt.datetime | None
    """``None`` in an empty practice."""
    is_stale: bool
    coach: str | None
    """Whose sheet it is; ``None`` for the practice's page."""
    looks: tuple[Look, ...]
    looks_more: int
    changed: Since
    asked: tuple[Asked, ...]
    weeks: Weeks
    follow_ups: tuple[FollowUp, ...]
    follow_ups_more: int
    missing: tuple[str, ...]
    """What the data do not say, one sentence each."""
    to_return: tuple[ReturnRow, ...]
    """What the coach is asked to fill in and send back; empty without a coach."""
    is_looking: bool = False
    """The questions are still being looked for."""
    fair_test: str = ""
    """One line about the running test; empty where none is running."""


@dataclass(frozen=True)
class Known:
    """What is known already when the page is put together."""

    today: TodayList
    changed: Changed
    asked: tuple[Asked, ...]
    missing: tuple[str, ...]
    to_return: tuple[ReturnRow, ...] = ()
    fair_test: str = ""


def coach_of(database: Database, typed: str) -> str:
    """Return a coach of this practice by the name that was typed, in any case.

    Raises
    ------
    UnknownCoachError
        Nobody of that name has a session here.
    """
    known = stored_people.coaches(database)
    wanted = " ".join(typed.split()).casefold()
    for coach in sorted(known, key=lambda one: one != typed):
        if coach.casefold() == wanted:
            return coach
    raise UnknownCoachError(typed, known)


def digest(
    database: Database, as_of: AsOf, selection: Selection, known: Known
) -> Digest:
    """Return the Monday page of the practice, or the sheet of one coach.

    Parameters
    ----------
    as_of
        The moment to look from; entries count up to ``as_of.entry_day``.
    selection
        Its coach decides whose sheet it is; the rest of it has no part in a week.
    known
        The list of that moment and what else was worked out before. Its questions,
        its missing data and its rows to return are this coach's already.
    """
    today, has = known.today, selection.has
    named = [one for one in today.clients if one.on_list and has(one.coach)]
    named.sort(key=lambda one: one.is_by_rule)
    due = follow_ups(database, as_of, selection, today)
    zone_name = stored_settings.read(database).zone_name
    most = OF_PRACTICE if selection.coach is None else OF_COACH
    return Digest(
        as_of=as_of,
        today=as_of.entry_day,
        zone_name=zone_name,
        data_as_of=today.data_as_of,
        is_stale=today.is_stale,
        coach=selection.coach,
        looks=tuple(_look(one) for one in named[: most.names]),
        looks_more=max(len(named) - most.names, 0),
        changed=_since(known.changed, selection, zone_name, most.changes),
        asked=known.asked[: most.questions],
        weeks=digest_weeks.weeks(database, as_of, selection),
        follow_ups=due[: most.follow_ups],
        follow_ups_more=max(len(due) - most.follow_ups, 0),
        missing=known.missing,
        to_return=known.to_return,
        fair_test=known.fair_test,
    )


def headline(found: Digest) -> str:
    """Return the first sentence of the page."""
    if found.data_as_of is None:
        return "Nothing has been imported yet."
    count = len(found.looks) + found.looks_more
    if not count:
        return (
            "A newer export will tell who may be worth a hello."
            if found.is_stale
            else "Nobody needs a hello right now."
        )
    people = "person" if count == 1 else "people"
    return f"{count:,} {people} may be worth a hello this week."


def stale(found: Digest) -> str:
    """Return what old data mean; empty where they are not old."""
    if not found.is_stale or found.data_as_of is None:
        return ""
    on = short_day(local_day(found.data_as_of, found.zone_name), today=found.today)
    return (
        f"I may be wrong: data are from {on}. When data are old everybody looks quiet, "
        "so no new name is put forward before a newer export is in."
    )


def _look(client: RankedClient) -> Look:
    return Look(
        client_id=client.client_id,
        name=client.name,
        coach=client.coach,
        is_new=client.is_new,
        is_by_rule=client.is_by_rule,
        facts=tuple(reason.text for reason in client.reasons),
        step=client.next_step.title,
        due=client.next_step.due,
    )


def _since(
    changed: Changed, selection: Selection, zone_name: str, at_most: int
) -> Since:
    own = [one for one in changed.sessions if selection.has(one.coach)]
    counted = Counter(one.what for one in own)
    named: Sequence[SessionChange] = [
        one for what in TOLD for one in own if one.what == what
    ]
    return Since(
        since=min(
            (local_day(before, zone_name) for _, before, _ in changed.sources),
            default=None,
        ),
        counts={what: counted[what] for what in changed.counts},
        sessions=tuple(named[:at_most]),
    )
