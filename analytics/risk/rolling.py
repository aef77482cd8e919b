"""Predictions of the past as they would have been made: each from its own day.

At each origin the model is fitted to what was known by then, scores who was active,
and stands on the step of the ladder that its own earlier predictions have earned.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import pandas as pd

from analytics.facts import features
from analytics.periods import AsOf, day_of_number
from analytics.risk import ladder, training
from analytics.store import settings as stored_settings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analytics.risk.ladder import Check, Rung, Trial
    from analytics.risk.prior import Prior
    from analytics.risk.training import Fitted
    from analytics.store import Database

CHECK_EVERY_DAYS = 28
"""Past predictions are made every four weeks to be checked, a year of them, and
twelve weeks more, because the newest cannot be judged yet."""

CHECK_DAYS = 448

TRIAL_EVERY_DAYS = 84
"""On these of the days the challenger predicts too: it takes long to fit."""


@dataclass(frozen=True)
class Look:
    """The practice on one day, as the model saw it then."""

    origin: AsOf
    rows: pd.DataFrame
    """The active clients of the day, of `features.rows`."""
    fitted: Fitted
    rung: Rung | None
    """``None`` on days that only serve to check later ones."""

    def predictions(self) -> pd.DataFrame:
        """Return one row an active client: what was predicted."""
        scores = self.fitted.chances(self.rows)
        return pd.DataFrame(
            {
                "as_of_day": self.origin.day_number,
                "client_id": self.rows["client_id"],
                "days_since_last": self.rows["days_since_last"],
                "usual_gap_days": self.rows["usual_gap_days"],
                "ratio": self.rows["ratio"],
                "probability": scores,
                "rule_score": ladder.rule_scores(self.rows),
                "model": self.rung.mode if self.rung else "",
            }
        )


@dataclass
class _Past:
    """Predictions made so far on days that are checked later."""

    made: list[pd.DataFrame] = field(default_factory=list)

    def checked(
        self, rows: pd.DataFrame, day: int
    ) -> tuple[Check | None, Trial | None]:
        """Return how those fared whose outcome was known on a day.

        Of the weighted sum, and of the challenger where there was one.
        """
        recent = [
            one
            for one in self.made
            if len(one) and day - CHECK_DAYS <= one["as_of_day"].iloc[0] < day
        ]
        if not recent:
            return None, None
        known = rows.loc[
            training.closed(rows, day), ["client_id", "as_of_day", "went_quiet"]
        ]
        past = pd.concat(recent).merge(known, on=["client_id", "as_of_day"])
        return ladder.check_of(past), ladder.trial_of(past)


def looks(database: Database, origins: Sequence[AsOf], prior: Prior) -> list[Look]:
    """Return how the practice looked at each origin, with nothing known later.

    Parameters
    ----------
    origins
        Oldest first, at least one, each on a day of its own.
    """
    zone_name = stored_settings.read(database).zone_name
    wanted = {one.day_number: one for one in origins}
    first = origins[0].day_number
    checked = range(first - CHECK_DAYS, origins[-1].day_number + 1, CHECK_EVERY_DAYS)
    start = _first_week(database, origins)
    days = {
        day: AsOf.end_of(day_of_number(day), zone_name)
        for day in checked
        if day >= start
    } | wanted
    past, found = _Past(), []
    for group in features.epochs(database, list(days.values())):
        known = group[-1]
        moments = _moments(database, known, origins[0], group)
        rows = features.rows(database, moments, known, whole=group)
        seen_days = frozenset(rows["as_of_day"])
        for origin in group:
            if origin.day_number not in wanted and origin.day_number not in seen_days:
                continue
            day = origin.day_number
            of_day = rows[rows["as_of_day"] == day].reset_index(drop=True)
            fitted = _fitted(database, rows, origin, known, prior)
            look = Look(origin, of_day, fitted, None)
            if day in checked:
                is_trial = (first - day) % TRIAL_EVERY_DAYS == 0
                past.made.append(_predicted(look, rows, is_trial=is_trial))
            if day in wanted:
                found.append(_on_the_ladder(look, rows, *past.checked(rows, day)))
    return found


def _first_week(database: Database, origins: Sequence[AsOf]) -> int:
    """Return the first day that is learned from.

    Earlier days are not checked either: their rows would be learned from, and a look
    would depend on how far back others were asked for.
    """
    weeks = features.grid(database, origins[0], origins[-1])
    return weeks[0].day_number if weeks else origins[-1].day_number


def _moments(
    database: Database, known: AsOf, anchor: AsOf, group: Sequence[AsOf]
) -> list[AsOf]:
    """Return the weekly moments to learn from, and those of the group.

    The weeks are counted from the first origin that was asked for, in both
    directions, so that they are the same whatever the log holds later.
    """
    weeks = features.grid(database, anchor, known)
    by_day = {one.day_number: one for one in (*weeks, *group)}
    return [by_day[day] for day in sorted(by_day)]


def _fitted(
    database: Database,
    rows: pd.DataFrame,
    origin: AsOf,
    known: AsOf,
    prior: Prior,
) -> Fitted:
    def customers(_day: int) -> pd.DataFrame:
        return features.customers(database, [origin], known)

    return training.fit(rows, origin.day_number, prior, customers)


def _predicted(look: Look, rows: pd.DataFrame, *, is_trial: bool) -> pd.DataFrame:
    """Return the look's predictions; the challenger's beside them on days of trial."""
    made = look.predictions()
    day = look.origin.day_number
    tried = training.challenged(look.fitted, rows, day) if is_trial else None
    return made if tried is None else made.assign(challenger=tried.chances(look.rows))


def _on_the_ladder(
    look: Look, rows: pd.DataFrame, check: Check | None, trial: Trial | None
) -> Look:
    """Return the look with its step, and with the challenger if it has won."""
    day = look.origin.day_number
    fitted = look.fitted
    if trial is not None and trial.is_won:
        fitted = training.challenged(fitted, rows, day) or fitted
        check = trial.check if fitted.challenger else check
    known = rows[training.closed(rows, day)]
    weeks = (known["as_of_day"] // 7).nunique()
    rung = ladder.rung(fitted, int(weeks), len(look.rows), check, trial)
    return replace(look, fitted=fitted, rung=rung)
