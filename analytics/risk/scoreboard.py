"""How right the lists of the past year were: every name, and what happened then.

Where a list was really stored, that is what was shown; every other week is made as it
would have been shown, by the model and the step of the ladder of its day. The rule
does the same beside it. Definitions: docs/definitions.md.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from analytics.facts import clients, entered, no_scoring
from analytics.facts.standing import Place
from analytics.risk import fates, listing, tally
from analytics.risk.fates import Known, Placed
from analytics.risk.ladder import FEWEST_LAPSED, FEWEST_LAPSED_FOR_PERCENT
from analytics.risk.past_weeks import came_or_missed, past_weeks
from analytics.risk.record import Outlook, Record
from analytics.risk.tally import Named
from analytics.store import scores, showings

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd

    from analytics.facts.entered import Entry
    from analytics.periods import AsOf
    from analytics.risk.fates import Silence
    from analytics.risk.ladder import Mode
    from analytics.risk.past_weeks import PastWeeks, Week
    from analytics.risk.prior import Prior
    from analytics.store import Database
    from analytics.store.showings import Showing

_YEAR_DAYS = 364


@dataclass(frozen=True)
class Shown:
    """A name when a list showed it first."""

    client_id: str
    day: int
    listed_as: str
    """``model`` or ``rule``."""
    probability: float | None
    is_stored: bool = False


def past(database: Database, as_of: AsOf, prior: Prior) -> Record:
    """Return how right the lists of the year before a moment were.

    For a new practice that is what the list would have done: all is worked out anew
    from the log, each week with what was known then.

    Parameters
    ----------
    as_of
        Until when it is known what happened; no list lies after it.
    prior
        What the model is drawn to.
    """
    found = past_weeks(database, as_of, prior)
    found = replace(found, rows=no_scoring.left_out(database, as_of, found.rows))
    known = _known(database, as_of, found)
    shown, by_rule = _lists(database, as_of, found.weeks)
    placed = _placed(found.rows)
    named = [_named(one, known, placed, found.weeks) for one in shown]
    of_rule = [_named(one, known, placed, found.weeks) for one in by_rule]
    drifts = _drifts(known, found.weeks)
    first = tally.caught(named)
    missed = [one for one in drifts if one not in first]
    over = _over(found.rows, as_of)
    return Record(
        as_of_day=as_of.day_number,
        first_day=found.weeks[0].day if found.weeks else None,
        weeks=len(found.weeks),
        names=_names(shown, named, missed),
        ours=tally.tally(named, drifts),
        rule=tally.tally(of_rule, drifts),
        rankings=tally.rankings(over) if len(over) else {},
        base_rate=float(over["went_quiet"].mean()) if len(over) else None,
        thirds=tuple(tally.thirds(over)),
        words=tuple(tally.word_counts(over)),
        outlook=_outlook(found, known, as_of),
    )


def _lists(
    database: Database, as_of: AsOf, weeks: Sequence[Week]
) -> tuple[list[Shown], list[Shown]]:
    """Return the names the lists showed, and the rule's.

    Whoever has asked since not to be scored stands on no list, of no day.
    """
    asked = no_scoring.clients(database, as_of)
    both = (
        listed(weeks, _stored(database, as_of, weeks)),
        listed(weeks, {}, is_by_rule=True),
    )
    shown, by_rule = ([x for x in one if x.client_id not in asked] for one in both)
    return shown, by_rule


def listed(
    weeks: Sequence[Week],
    stored: Mapping[int, Sequence[Showing]],
    *,
    is_by_rule: bool = False,
) -> list[Shown]:
    """Return the names that the lists of these weeks showed, the earliest first.

    Parameters
    ----------
    stored
        By first day of the week, of weeks with a stored list: what it showed. It
        counts in place of the list that would be made now.
    is_by_rule
        Choose by rule + booking, whatever was in force.
    """
    history: dict[str, int] = {}
    found: list[Shown] = []
    for week in weeks:
        if week.day in stored:
            told = stored[week.day]
            new = [
                Shown(
                    one.client_id, one.since_day, one.listed_as, one.probability, True
                )
                for one in told
            ]
        else:
            new = _chosen(week, history, is_by_rule=is_by_rule)
        history |= {one.client_id: one.day for one in new}
        found += new
    return found


def _chosen(week: Week, history: Mapping[str, int], *, is_by_rule: bool) -> list[Shown]:
    is_by_rule = is_by_rule or week.mode == "rule"
    candidates = week.by_rule if is_by_rule else week.candidates
    chosen = listing.choose(candidates, history, week.day, week.day, week.capacity)
    scores_of = {one.client_id: one.score for one in candidates}
    return [
        _shown(one.client_id, week.day, scores_of[one.client_id], is_by_rule=is_by_rule)
        for one in chosen.listed
    ]


def _shown(client_id: str, day: int, score: float, *, is_by_rule: bool) -> Shown:
    if is_by_rule:
        return Shown(client_id, day, "rule", None)
    # Below 0 the rule alone named them: `words.on_the_list`.
    is_rule_alone = score < 0
    listed_as = "rule" if is_rule_alone else "model"
    return Shown(client_id, day, listed_as, score + is_rule_alone)


def _stored(
    database: Database, as_of: AsOf, weeks: Sequence[Week]
) -> dict[int, list[Showing]]:
    """Return what really was shown, by the week's first day."""
    days = [week.day for week in weeks]
    found: dict[int, list[Showing]] = {}
    for day in showings.days_told(database, as_of.day_number):
        if (week := _week_of(day, days)) is not None:
            found.setdefault(week, [])
    for one in showings.showings(database, as_of.day_number):
        week = _week_of(one.since_day, days)
        if week in found:
            found[week].append(one)
    return found


def _week_of(day: int, weeks: Sequence[int]) -> int | None:
    """Return the first day of the week that a day lies in, if there is a list of it."""
    place = bisect_right(weeks, day) - 1
    is_inside = place >= 0 and day < weeks[place] + 7
    return weeks[place] if is_inside else None


# -- what happened -------------------------------------------------------------


def _known(database: Database, as_of: AsOf, found: PastWeeks) -> Known:
    events = came_or_missed(database, as_of)
    came = events[events["is_attended"]].groupby("client_id")["start_day"]
    entries: dict[str, list[Entry]] = {}
    for one in entered.entries(database, as_of.entry_day):
        if one.client_id is not None:
            entries.setdefault(one.client_id, []).append(one)
    table = clients.paces(database, as_of)
    places = clients.where_all(database, as_of, table, entered.known(database, as_of))
    return Known(
        # The day looked at may not be over.
        until_day=as_of.day_number - 1,
        silences=fates.silences(found.rows),
        came={str(who): sorted({int(d) for d in days}) for who, days in came},
        entries=entries,
        completed=frozenset(
            where.client_id for where in places if where.place is Place.COMPLETED
        ),
    )


def _placed(rows: pd.DataFrame) -> dict[tuple[str, int], Placed]:
    columns = ["client_id", "as_of_day", "last_day", "horizon_days", "went_quiet"]
    return {
        (who, int(day)): Placed(int(last), int(horizon), quiet)
        for who, day, last, horizon, quiet in rows[columns].itertuples(index=False)
    }


def _named(
    one: Shown,
    known: Known,
    placed: Mapping[tuple[str, int], Placed],
    weeks: Sequence[Week],
) -> Named:
    week = _week_of(one.day, [week.day for week in weeks])
    stood = placed.get((one.client_id, week)) if week is not None else None
    return Named(one.client_id, one.day, known.fate(one.client_id, one.day, stood))


def _drifts(known: Known, weeks: Sequence[Week]) -> list[Silence]:
    if not weeks:
        return []
    silences = [one for of_client in known.silences.values() for one in of_client]
    found = tally.in_time(silences, weeks[0].day, weeks[-1].day)
    return sorted(found, key=lambda one: (one.last_day, one.client_id))


def _names(
    shown: Sequence[Shown], named: Sequence[Named], missed: Sequence[Silence]
) -> tuple[scores.PastName, ...]:
    found = [_past_name(one, what) for one, what in zip(shown, named, strict=True)]
    found += [
        scores.PastName(
            client_id=one.client_id,
            day=one.last_day,
            listed_as=None,
            probability=None,
            what_happened="went_quiet",
            happened_on_day=one.last_day,
            rule_day=one.rule_day,
            lead_days=None,
            is_settled=True,
            is_stored=False,
        )
        for one in missed
    ]
    return tuple(sorted(found, key=lambda one: (-one.day, one.client_id)))


def _past_name(one: Shown, named: Named) -> scores.PastName:
    fate = named.fate
    return scores.PastName(
        client_id=one.client_id,
        day=one.day,
        listed_as=one.listed_as,
        probability=one.probability,
        what_happened=fate.what,
        happened_on_day=fate.happened_on_day,
        rule_day=fate.silence.rule_day if fate.silence else None,
        lead_days=fate.silence.last_day - one.day if fate.silence else None,
        is_settled=fate.is_settled,
        is_stored=one.is_stored,
    )


def _over(rows: pd.DataFrame, as_of: AsOf) -> pd.DataFrame:
    """Return the looks whose end is known and that nothing else explains."""
    is_explained = rows["ended_day"] <= as_of.day_number
    return rows[rows["went_quiet"].notna() & ~is_explained]


def with_step_of(record: Record, ladder: Mapping[str, Any]) -> Record:
    """Return a record whose outlook is that of a run's step of the ladder.

    The past lists' own step is up to four weeks older.

    Parameters
    ----------
    ladder
        As a model's card holds it.
    """
    outlook = _from_step(
        ladder["mode"],
        ladder["why"],
        ladder["lapsed_clients"],
        record.outlook.lapsed_last_year,
        record.as_of_day,
    )
    return replace(record, outlook=outlook)


def _outlook(found: PastWeeks, known: Known, as_of: AsOf) -> Outlook:
    since = as_of.day_number - _YEAR_DAYS
    last_year = {
        one.client_id
        for of_client in known.silences.values()
        for one in of_client
        if one.ended_day is None and one.last_day >= since
    }
    rung = found.latest.rung if found.latest else None
    if rung is None:
        why = "There is no week yet to look back at."
        return Outlook("rule", why, 0, len(last_year), None)
    return _from_step(
        rung.mode, rung.why, rung.lapsed_clients, len(last_year), as_of.day_number
    )


def _from_step(
    mode: Mode, why: str, lapsed_clients: int, lapsed_last_year: int, as_of_day: int
) -> Outlook:
    needed = FEWEST_LAPSED if mode == "rule" else FEWEST_LAPSED_FOR_PERCENT
    lacking = needed - lapsed_clients
    ready = None
    if lacking > 0 and lapsed_last_year:
        ready = as_of_day + round(lacking * _YEAR_DAYS / lapsed_last_year)
    return Outlook(mode, why, lapsed_clients, lapsed_last_year, ready)
