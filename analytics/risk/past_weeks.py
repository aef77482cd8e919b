"""The practice on each week of the past year, as its list would have been made.

Lists are made on the first day of each week. The model is fitted anew every four
weeks, always on the same ones, so that a later look back finds the same lists; its fit,
its step of the ladder and what had been said of sessions serve until the next.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analytics.facts import entered, facts, features
from analytics.facts.standing import Place, Where
from analytics.periods import AsOf, day_number, day_of_number, week_start
from analytics.risk import holding, ladder, listing, rolling, rule, words
from analytics.risk.listing import Candidate
from analytics.store import queries
from analytics.store import settings as stored_settings

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from analytics.risk.ladder import Mode
    from analytics.risk.prior import Prior
    from analytics.risk.rolling import Look
    from analytics.store import Database

MOST_WEEKS = 52
REFIT_WEEKS = 4

_CAME_OR_MISSED = Path(__file__).parent / "came_or_missed.sql"
_PLACED = [
    "client_id",
    "as_of_day",
    "last_day",
    "days_since_last",
    "usual_gap_days",
    "horizon_days",
    "is_booked",
    "ratio",
]
_SAID = ["probability", "rule_score"]
_TRUTH = ["went_quiet", "close_day", "ended_day", "drifted_day"]
_NOBODY = pd.DataFrame(columns=[*_PLACED, *_SAID, *_TRUTH])


@dataclass(frozen=True)
class Week:
    """One week's list before the choice."""

    day: int
    """Its first day, on which the list is made, at the end of that day."""
    mode: Mode
    candidates: Sequence[Candidate]
    """By the order in force."""
    by_rule: Sequence[Candidate]
    """The same clients by rule + booking."""
    capacity: int


@dataclass(frozen=True)
class PastWeeks:
    """The weeks, and every look at a client in them."""

    weeks: Sequence[Week]
    rows: pd.DataFrame
    """One row an active client and week, ordered by day and client: where the client
    stood then, ``probability`` and ``rule_score`` as they would have been, and what is
    known by now of how it went on."""
    latest: Look | None
    """The last fit; ``None`` without a week."""


@dataclass(frozen=True)
class _Seen:
    """What was known of sessions on a day, by client."""

    missed: Mapping[str, int]
    """Day of the last one missed or cancelled late."""
    coach: Mapping[str, str | None]
    """Of the last one they came to."""


def came_or_missed(database: Database, known: AsOf) -> pd.DataFrame:
    """Return one row a session that a client came to or missed, as known then.

    Returns
    -------
    pandas.DataFrame
        ``client_id``, ``coach``, ``start_s`` and ``known_s`` (seconds since 1970),
        ``start_day`` (day number), ``is_attended``; ordered by client and start.
    """
    return facts.select(database, known, queries.text_of(_CAME_OR_MISSED))


def past_weeks(database: Database, as_of: AsOf, prior: Prior) -> PastWeeks:
    """Return the weeks of the past year that were over at a moment.

    They begin with the first fit after the log has something to see (`features.grid`),
    or a year back.
    """
    origins = _origins(database, as_of)
    if not origins:
        return PastWeeks([], _NOBODY, None)
    looks = {
        one.origin.day_number: one
        for one in rolling.looks(database, _refits(database, origins), prior)
    }
    truth = features.rows(database, origins, as_of)
    found = [
        _scored(rows, looks)
        for rows in _as_seen(database, origins, as_of, truth)
        if len(rows)
    ]
    empty = truth.assign(probability=0.0, rule_score=0.0)[:0]
    rows = pd.concat(found or [empty], ignore_index=True)
    rows = rows[[*_PLACED, *_SAID]].merge(
        truth[["client_id", "as_of_day", *_TRUTH]],
        on=["client_id", "as_of_day"],
        how="left",
    )
    weeks = _weeks(database, origins, rows, looks)
    return PastWeeks(weeks, rows, looks[max(looks)])


def _origins(database: Database, as_of: AsOf) -> list[AsOf]:
    settings = stored_settings.read(database)
    day = week_start(as_of.day, settings.week_start)
    first_days = (day, day_of_number(day_number(day) - 7))
    moments = [AsOf.end_of(one, settings.zone_name) for one in first_days]
    anchor = next(one for one in moments if one.instant <= as_of.instant)
    weeks = features.grid(database, anchor, anchor)
    # The first fit lies in the first of these weeks or after it.
    return [
        one
        for one in weeks[-MOST_WEEKS:]
        if _fitted_on(one.day_number) >= weeks[0].day_number
    ]


def _refits(database: Database, origins: Sequence[AsOf]) -> list[AsOf]:
    """Return the days of the fits that serve these weeks, oldest first."""
    zone_name = stored_settings.read(database).zone_name
    days = sorted({_fitted_on(one.day_number) for one in origins})
    return [AsOf.end_of(day_of_number(day), zone_name) for day in days]


def _fitted_on(day: int) -> int:
    """Return the day of the fit that serves a week."""
    return day - 7 * (day // 7 % REFIT_WEEKS)


def _stretches(origins: Sequence[AsOf]) -> list[tuple[AsOf, list[AsOf]]]:
    """Return the weeks of each fit, with what is known in them.

    What somebody says of a session counts from the next fit on: to look at each week
    with every word said by then would read the log 52 times.
    """
    found: dict[int, list[AsOf]] = {}
    for one in origins:
        found.setdefault(_fitted_on(one.day_number), []).append(one)
    return [
        (replace(weeks[-1], entries_until=day_of_number(day)), weeks)
        for day, weeks in found.items()
    ]


def _as_seen(
    database: Database, origins: Sequence[AsOf], as_of: AsOf, truth: pd.DataFrame
) -> list[pd.DataFrame]:
    """Return the rows of each stretch of weeks with what had been said by then."""
    found = []
    for known, weeks in _stretches(origins):
        if len(features.epochs(database, [known, as_of])) == 1:
            # Nothing has been said since: they look now as they did then.
            days = [one.day_number for one in weeks]
            found.append(truth[truth["as_of_day"].isin(days)])
        else:
            found.append(features.rows(database, weeks, known))
    return found


def _scored(rows: pd.DataFrame, looks: Mapping[int, Look]) -> pd.DataFrame:
    """Add what the model of each week's day said, and the rule."""
    chances = np.empty(len(rows))
    days = rows["as_of_day"].to_numpy(int)
    fits = np.array([_fitted_on(day) for day in days.tolist()])
    for day in np.unique(fits):
        inside = fits == day
        chances[inside] = looks[int(day)].fitted.chances(rows[inside])
    return rows.assign(probability=chances, rule_score=ladder.rule_scores(rows))


# -- candidates ----------------------------------------------------------------


def _weeks(
    database: Database,
    origins: Sequence[AsOf],
    rows: pd.DataFrame,
    looks: Mapping[int, Look],
) -> list[Week]:
    capacity = stored_settings.read(database).capacity
    seen = _sessions(database, origins)
    is_entered = _is_anything_entered(database, origins[-1])
    by_day = dict(list(rows.groupby("as_of_day")))
    found = []
    for origin in origins:
        day = origin.day_number
        here = by_day.get(day, rows[:0])
        held = (
            _held_back(database, origin, here, seen[day]) if is_entered else frozenset()
        )
        look = looks[_fitted_on(day)]
        mode: Mode = look.rung.mode if look.rung else "rule"
        by_rule = _candidates(here, seen[day].missed, held, is_by_rule=True)
        found.append(
            Week(
                day=day,
                mode=mode,
                candidates=by_rule
                if mode == "rule"
                else _candidates(here, seen[day].missed, held, is_by_rule=False),
                by_rule=by_rule,
                capacity=capacity or listing.default_capacity(len(here)),
            )
        )
    return found


def _candidates(
    rows: pd.DataFrame,
    missed: Mapping[str, int],
    held: frozenset[str],
    *,
    is_by_rule: bool,
) -> list[Candidate]:
    columns = [
        "client_id",
        "last_day",
        "ratio",
        "is_booked",
        "rule_score",
        "probability",
    ]
    found = []
    for who, last_day, ratio, is_booked, score, chance in rows[columns].itertuples(
        index=False
    ):
        word = rule.word(ratio, is_booked=bool(is_booked))
        if not is_by_rule:
            score, word = words.on_the_list(float(chance), word)  # noqa: PLW2901 - the other order's
        found.append(
            Candidate(
                client_id=who,
                score=float(score),
                word=word,
                is_held_back=who in held,
                last_missed_day=missed.get(who),
                last_attended_day=int(last_day),
            )
        )
    return found


def _sessions(database: Database, origins: Sequence[AsOf]) -> dict[int, _Seen]:
    """Return by day what was known of each client's sessions."""
    found = {}
    for seen_by, weeks in _stretches(origins):
        events = came_or_missed(database, seen_by)
        for origin in weeks:
            known = events[events["known_s"] <= origin.seconds]
            came = known["is_attended"]
            found[origin.day_number] = _Seen(
                missed={
                    str(client_id): int(day)
                    for client_id, day in known[~came]
                    .groupby("client_id")["start_day"]
                    .max()
                    .items()
                },
                coach=dict(known[came].groupby("client_id")["coach"].last().items()),  # type: ignore[arg-type]  # by client
            )
    return found


def _is_anything_entered(database: Database, until: AsOf) -> bool:
    """Return whether anybody ever entered what could hold a name back."""
    return bool(entered.entries(database, until.entry_day))


def _held_back(
    database: Database, origin: AsOf, rows: pd.DataFrame, seen: _Seen
) -> frozenset[str]:
    """Return who had to wait on a day, by what had been entered by then."""
    known = entered.known(database, origin)
    return frozenset(
        client_id
        for client_id, last in rows[["client_id", "last_day"]].itertuples(index=False)
        if holding.held_back(
            Where(
                client_id=client_id,
                place=Place.ACTIVE,
                standing="active",
                ending=None,
                absences=known.away(client_id, seen.coach.get(client_id), int(last)),
                last_attended_day=int(last),
                days_quiet=None,
            ),
            known,
        )
    )
