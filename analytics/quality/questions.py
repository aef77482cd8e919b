"""Who came? Of all sessions nobody has vouched for, the few whose answer matters.

An answer matters if it changes who is on the list, or how large the shown rate of a
month is. The first is not estimated: the list is worked out anew under the answer.
To keep that bounded, all candidates are tried at once first, which finds those that
could matter, and only the foremost of these are then tried one by one.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from analytics.facts import clients as client_list
from analytics.facts import facts
from analytics.facts.standing import Place
from analytics.quality import rates
from analytics.reports import today_choice, today_model
from analytics.risk import supposed
from analytics.store import queries

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Mapping, Sequence

    from analytics.facts.clients import Pace
    from analytics.periods import AsOf
    from analytics.quality.rates import RateChange
    from analytics.reports.today_choice import Choice
    from analytics.reports.today_order import Order
    from analytics.store import Database
    from analytics.store.scores import Run

_HERE = Path(__file__).parent
_LAST_WORDS = _HERE / "last_words.sql"
_UNVOUCHED = _HERE / "unvouched.sql"

TRIED_ONE_BY_ONE = 8
"""Candidates for which the whole list is worked out anew."""

RECENT_DAYS = 84
"""Twelve weeks: what the first sentence of Attendance rests on, and what people can
still remember."""

MANY = 1000
"""More of one month are looked at a thousand at a time."""


@dataclass(frozen=True)
class Unvouched:
    """A session that has begun and for which nobody has vouched."""

    session_id: str
    client_id: str
    name: str
    coach: str | None
    service: str | None
    starts_at: dt.datetime
    """UTC, without a zone."""
    start_day: int
    """Local day number."""
    taken_for: str
    """``attended`` if it is presumed so, else ``unknown``."""


@dataclass(frozen=True)
class ListChange:
    """What one answer would do to this week's list."""

    answer: Literal["attended", "no_show"]
    """The answer that changes it; the other one leaves it as it is."""
    joins: bool
    """Whether the client would be on the list; else they would not be any more."""
    is_lapsed: bool = False
    """Whether they would not be because they would count as gone quiet already."""


@dataclass(frozen=True)
class Question:
    """A session, and how much hangs on what became of it."""

    session: Unvouched
    list_change: ListChange | None
    rate: RateChange | None
    """Of the month it lies in; ``None`` where no session of that month counts."""


class _Try(NamedTuple):
    """An answer to one session that may change the list."""

    session_id: str
    client_id: str
    answer: Literal["attended", "no_show"]
    day: int
    """Day number of the session."""

    def missed(self) -> dict[str, int]:
        """Return what the answer makes a missed session, by client."""
        return {self.client_id: self.day} if self.answer == "no_show" else {}


@dataclass(frozen=True)
class _Lists:
    """The list as it is and as it would be under some answers."""

    database: Database
    as_of: AsOf
    choice: Choice
    model: Run | None
    """What orders the list, with what it would say now of all who are tried."""
    likely: Mapping[str, Mapping[str, float]]
    """By answer and client, what the model would say under that answer."""

    @classmethod
    def of(cls, database: Database, as_of: AsOf, tries: Sequence[_Try]) -> _Lists:
        """Return the lists; what a model would say is worked out for all at once."""
        newest = today_model.newest(database, as_of)
        choice = today_choice.choice(database, as_of, newest)
        if choice.model is None:
            return cls(database, as_of, choice, None, {})
        model, ids = choice.model, [one.client_id for one in tries]
        likely: dict[str, dict[str, float]] = {}
        for answer in {one.answer for one in tries}:
            answers = {t.session_id: t.answer for t in tries if t.answer == answer}
            likely[answer] = supposed.chances(database, as_of, model, ids, answers)
        if model.model.known_s != as_of.seconds:
            now = supposed.chances(database, as_of, model, ids, {})
            model = supposed.with_chances(model, ids, now)
        return cls(database, as_of, choice, model, likely)

    def order(self, tries: Sequence[_Try]) -> Order[Pace]:
        """Return the order under these answers, all of one kind."""
        answers = {one.session_id: one.answer for one in tries}
        paces = client_list.paces(self.database, self.as_of, answers)
        model = self.model
        if model is not None and tries:
            ids = {one.client_id for one in tries}
            said = self.likely[tries[0].answer]
            likely = {one: said[one] for one in ids if one in said}
            model = supposed.with_chances(model, ids, likely)
        return self.choice.order(self.database, self.as_of, paces, model)


def questions(database: Database, as_of: AsOf, *, at_most: int) -> list[Question]:
    """Return the sessions whose answer would change most, the weightiest first.

    First come those that change who is on the list; of these, whoever is on it now.
    Then those of the last twelve weeks by how far the rate of their month would move,
    unknown ones before presumed ones, the newest first.
    """
    changes = _list_changes(database, as_of)
    months = rates.months(database, as_of)
    by_id = {
        session.session_id: session
        for session in unvouched(
            database, as_of, sessions=list(changes), with_presumed=True
        )
    }
    first = [
        Question(by_id[session_id], change, months.change(by_id[session_id]))
        for session_id, change in changes.items()
        if session_id in by_id
    ]
    first = first[:at_most]
    asked = {question.session.session_id for question in first}
    rest = _by_rate(database, as_of, months, at_most, asked)
    return [*first, *rest[: at_most - len(first)]]


def unvouched(  # noqa: PLR0913 - one keyword a side of the choice
    database: Database,
    as_of: AsOf,
    *,
    sessions: Sequence[str] | None = None,
    from_day: int = 0,
    with_presumed: bool = False,
    of_each: int = MANY,
    coach: str | None = None,
) -> list[Unvouched]:
    """Return the sessions nobody has vouched for: unknown first, then the newest.

    Parameters
    ----------
    sessions
        Only these; else all that began on the local day number `from_day` or later.
    with_presumed
        Whether those presumed to have been attended are among them.
    of_each
        At most so many of a kind and month: the newest.
    coach
        Only this coach's; ``None`` for everybody's.
    """
    if sessions is not None and not sessions:
        return []
    rows = facts.rows(
        database,
        as_of,
        queries.text_of(_UNVOUCHED),
        sessions=sessions,
        from_day=from_day,
        with_presumed=with_presumed,
        of_each=of_each,
        coach=coach,
    )
    return [Unvouched(*row) for row in rows]


def _list_changes(database: Database, as_of: AsOf) -> dict[str, ListChange]:
    """Return which answers change this week's names, the weightiest first."""
    tries = [
        _Try(
            session_id, client_id, "no_show" if taken == "attended" else "attended", day
        )
        for session_id, client_id, taken, day in facts.rows(
            database, as_of, queries.text_of(_LAST_WORDS)
        )
    ]
    if not tries:
        return {}
    lists = _Lists.of(database, as_of, tries)
    now = lists.order([])
    names = lists.choice.names(now)
    found = {}
    for one in _hopeful(lists, tries, now)[:TRIED_ONE_BY_ONE]:
        order = lists.order([one])
        then = lists.choice.names(order, one.missed())
        if (one.client_id in then) != (one.client_id in names):
            found[one.session_id] = ListChange(
                one.answer,
                joins=one.client_id in then,
                is_lapsed=_is_lapsed(order, one.client_id),
            )
    return found


def _is_lapsed(order: Order[Pace], client_id: str) -> bool:
    return any(
        where.client_id == client_id and where.place is Place.LAPSED
        for where in order.places
    )


def _hopeful(lists: _Lists, tries: Sequence[_Try], now: Order[Pace]) -> list[_Try]:
    """Return the tries that could change the list, whoever is on it first.

    All answers of one kind are supposed at once: a client's place hangs on their own
    sessions, but for the practice's gap, and that is settled one by one afterwards.
    """
    names = lists.choice.names(now)
    lowest = _lowest(now, names, lists.choice)
    found: list[tuple[bool, float, _Try]] = []
    for answer in ("no_show", "attended"):
        alike = [one for one in tries if one.answer == answer]
        if not alike:
            continue
        scores = _open(lists.order(alike))
        for one in alike:
            score = scores.get(one.client_id)
            if one.client_id in names:
                # A smaller score may still leave the list to somebody else.
                found.append((False, score or 0.0, one))
            elif score is not None and score >= lowest:
                found.append((True, -score, one))
    return [one for _, _, one in sorted(found)]


def _open(order: Order[Pace]) -> dict[str, float]:
    """Return the scores of whom nothing keeps off the list."""
    alone = order.by_rule_only
    return {
        one.where.client_id: one.score
        for one in order.ranked
        if (one.is_worth_a_hello or one.where.client_id in alone)
        and one.where.client_id not in order.held_back
    }


def _lowest(now: Order[Pace], names: Sequence[str], choice: Choice) -> float:
    """Return the score from which on a name could come onto the list."""
    if choice.room(now) > 0:
        return -math.inf
    if choice.run is not None:
        # Whoever was shown this week stays, and the week has no more time.
        return math.inf
    listed = frozenset(names)
    scores = (s.score for s in now.ranked if s.where.client_id in listed)
    return min(scores, default=0.0)


def _by_rate(
    database: Database,
    as_of: AsOf,
    months: rates.Months,
    at_most: int,
    asked: Collection[str],
) -> list[Question]:
    recent = unvouched(
        database,
        as_of,
        from_day=as_of.day_number - RECENT_DAYS + 1,
        with_presumed=True,
        # Within a month the answers to two of a kind weigh the same.
        of_each=at_most + len(asked),
    )
    found = [
        Question(session, None, months.change(session))
        for session in recent
        if session.session_id not in asked
    ]
    return sorted(found, key=_width, reverse=True)


def _width(question: Question) -> float:
    return 0.0 if question.rate is None else round(question.rate.width, 9)
