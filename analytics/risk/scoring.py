"""One run of the model: from the log at a moment to everything that is stored of it.

Loads what fits models. The web process never does: it has `analytics.risk.apart` do
it, and reads what was stored.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from analytics.apart import unheard
from analytics.facts import as_of as moments
from analytics.facts import clients as client_list
from analytics.facts import default_as_of, entered, features
from analytics.periods import day_number, week_start
from analytics.risk import (
    behind,
    card,
    contributions,
    holding,
    knew,
    listing,
    rolling,
    rule,
    since,
    words,
)
from analytics.risk import prior as priors
from analytics.risk.listing import Candidate
from analytics.risk.progress import step
from analytics.risk.reasons import LITTLE_KNOWN_BELOW
from analytics.risk.since import Told
from analytics.store import queries, scores
from analytics.store import settings as stored_settings
from analytics.store.scores import Model, Run, Score

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    import pandas as pd

    from analytics.apart import Progress
    from analytics.periods import AsOf
    from analytics.risk.ladder import Rung
    from analytics.risk.listing import Listing
    from analytics.risk.prior import Prior
    from analytics.risk.rolling import Look
    from analytics.risk.rule import Scored
    from analytics.store import Database

LAST_WEEK_DAYS = (6, 13)
"""A stored run this old, both ends included, tells what was said last week."""

_A_WEEK = 7
_UNSETTLED = "The fit to this practice's own log did not settle."
_SMALLEST_RATIO = 1e-3


@dataclass(frozen=True)
class _Said:
    """What is said of one client, before anybody is chosen."""

    row: int
    """Of the look's rows."""
    scored: Scored
    probability: float | None
    interval: tuple[float, float] | None
    word: rule.Word
    told: Told
    starts_at: float | None
    named: Sequence[contributions.Based]

    @property
    def client_id(self) -> str:
        """The client."""
        return self.scored.where.client_id

    @property
    def is_by_rule_alone(self) -> bool:
        """Whether the rule sees what the model does not: twice the usual gap."""
        return self.probability is not None and self.on_the_list[0] < 0

    @property
    def on_the_list(self) -> tuple[float, rule.Word]:
        """The score and the word by which the list chooses."""
        if self.probability is None:
            return self.scored.score, self.scored.word
        return words.on_the_list(self.probability, self.scored.word)


def run(
    database: Database,
    as_of: AsOf,
    *,
    now: dt.datetime,
    prior: Prior | None = None,
    progress: Progress = unheard,
) -> Run:
    """Fit the model to what was known at a moment and score who is active.

    Nothing is stored.

    Parameters
    ----------
    now
        When the run is made.
    prior
        What the fit is drawn to; ``None`` for the shipped one.
    """
    prior = prior or priors.load()
    progress(step(2))
    (look,) = rolling.looks(database, [as_of], prior)
    rung = _rung(look)
    said = _said(look, rung, _ranked(database, as_of))
    progress(step(3))
    earlier = _last_week(database, as_of, look, rung)
    progress(step(4))
    chosen = _chosen(database, as_of, said, now)
    sessions = behind.of_clients(
        database, as_of, [one.client_id for one in said if one.named]
    )
    model = _model(database, as_of, now, rung)
    made = tuple(
        _score(place, one, chosen, earlier.get(one.client_id), sessions)
        for place, one in enumerate(_in_order(said), start=1)
    )
    of_run = card.of_run(database, as_of, look.fitted, rung, prior)
    return Run(replace(model, card=of_run), made)


# -- what is said of each client -----------------------------------------------


def _rung(look: Look) -> Rung:
    """Return the step of the ladder; the first where a score would be no number."""
    if look.rung is None:
        message = "a look that was asked for stands on no step"
        raise ValueError(message)
    chances = look.fitted.chances(look.rows)
    ends = look.fitted.intervals(look.rows)
    if look.rung.mode == "rule" or (
        np.isfinite(chances).all() and np.isfinite(ends).all()
    ):
        return look.rung
    return replace(look.rung, mode="rule", why=_UNSETTLED)


def _ranked(database: Database, as_of: AsOf) -> Mapping[str, Scored]:
    """Return the active clients in the order of the rule."""
    known = entered.known(database, as_of)
    paces = client_list.paces(database, as_of)
    places = client_list.where_all(database, as_of, paces, known)
    return {one.where.client_id: one for one in rule.ranked(paces, places)}


def _said(look: Look, rung: Rung, ranked: Mapping[str, Scored]) -> list[_Said]:
    """Return what is said of who is active and may be scored, in the rule's order."""
    place_of = {str(who): row for row, who in enumerate(look.rows["client_id"])}
    found = [
        (place_of[who], scored) for who, scored in ranked.items() if who in place_of
    ]
    if rung.mode == "rule":
        return [_by_rule(look.rows, row, scored) for row, scored in found]
    chances, ends = look.fitted.chances(look.rows), look.fitted.intervals(look.rows)
    # Also where boosted trees give the number: a sum can be taken apart exactly.
    explained = contributions.explained(
        look.fitted.scorer, look.fitted.matrix(look.rows), look.rows
    )
    return [
        _Said(
            row=row,
            scored=scored,
            probability=float(chances[row]),
            interval=(float(ends[row][0]), float(ends[row][1])),
            word=words.word(float(chances[row])),
            told=Told(explained[row].adds, _facts(look.rows, row)),
            starts_at=explained[row].starts_at,
            named=explained[row].named,
        )
        for row, scored in found
    ]


def _by_rule(rows: pd.DataFrame, row: int, scored: Scored) -> _Said:
    told = Told(_rule_adds(rows, row), _facts(rows, row))
    return _Said(row, scored, None, None, scored.word, told, None, ())


def _rule_adds(rows: pd.DataFrame, row: int) -> dict[str, float]:
    """Return what the rule's score is made of: it is a product, its log a sum."""
    is_booked = bool(rows["is_booked"].iloc[row])
    ratio = float(rows["ratio"].iloc[row])
    return {
        "booking": math.log(rule.BOOKED_FACTOR) if is_booked else 0.0,
        "rhythm": math.log(max(ratio, _SMALLEST_RATIO)),
    }


def _facts(rows: pd.DataFrame, row: int) -> dict[str, float | None]:
    found: dict[str, float | None] = {}
    for name in since.FACTS:
        value = float(rows[name].iloc[row])
        found[name] = round(value, 4) if math.isfinite(value) else None
    return found


def _in_order(said: Sequence[_Said]) -> list[_Said]:
    """Return the likeliest first; where nothing tells them apart, as the rule does."""
    return sorted(
        said,
        key=lambda one: (
            -(one.scored.score if one.probability is None else one.probability)
        ),
    )


# -- last week -----------------------------------------------------------------


def _last_week(
    database: Database, as_of: AsOf, look: Look, rung: Rung
) -> Mapping[str, Told]:
    """Return what was said of each client last week.

    As it was stored, if a run of the same kind was; else this model looks back.
    """
    stored = _stored_last_week(database, as_of, rung)
    if stored is not None:
        return stored
    then = as_of.days_earlier(_A_WEEK)
    rows = features.rows(database, [then], then)
    ids = [str(who) for who in rows["client_id"]]
    if rung.mode == "rule":
        return {
            who: Told(_rule_adds(rows, row), _facts(rows, row))
            for row, who in enumerate(ids)
        }
    matrix = look.fitted.matrix(rows)
    explained = contributions.explained(look.fitted.scorer, matrix, rows)
    return {
        who: Told(explained[row].adds, _facts(rows, row)) for row, who in enumerate(ids)
    }


def _stored_last_week(
    database: Database, as_of: AsOf, rung: Rung
) -> Mapping[str, Told] | None:
    least, most = LAST_WEEK_DAYS
    for model in scores.models(database, until_day=as_of.day_number - least):
        if model.as_of_day < as_of.day_number - most:
            return None
        if (model.mode == "rule") == (rung.mode == "rule"):
            return {
                one.client_id: Told(one.based_on["adds"], one.based_on["facts"])
                for one in scores.scores(database, model.model_id)
            }
    return None


# -- who is on the list --------------------------------------------------------


def _chosen(
    database: Database, as_of: AsOf, said: Sequence[_Said], now: dt.datetime
) -> Listing:
    settings = stored_settings.read(database)
    known = entered.known(database, as_of)
    missed = behind.last_missed_days(database, as_of)
    today = day_number(as_of.entry_day)
    candidates = [
        Candidate(
            client_id=one.client_id,
            score=one.on_the_list[0],
            word=one.on_the_list[1],
            is_held_back=holding.held_back(one.scored.where, known) is not None,
            last_missed_day=missed.get(one.client_id),
            last_attended_day=one.scored.where.last_attended_day,
        )
        for one in said
    ]
    return listing.choose(
        candidates,
        scores.first_listed(database, today),
        today,
        day_number(week_start(as_of.entry_day, settings.week_start)),
        _capacity(database, as_of, settings.capacity, len(said), now),
    )


def _capacity(
    database: Database,
    as_of: AsOf,
    said: int | None,
    active_clients: int,
    now: dt.datetime,
) -> int:
    """Return how many new names a week has room for: none while the data are old."""
    newest = moments.data_as_of(database)
    is_looked_back = as_of != default_as_of(database, now)
    seen_at = as_of.instant if is_looked_back else now
    if newest is not None and holding.is_stale(newest, seen_at):
        return 0
    return said or listing.default_capacity(active_clients)


def _score(
    place: int,
    one: _Said,
    chosen: Listing,
    then: Told | None,
    sessions: behind.Behind,
) -> Score:
    shown = {listed.client_id: listed.since_day for listed in chosen.listed}
    low, high = one.interval or (None, None)
    is_listed = one.client_id in shown
    is_by_rule = one.probability is None or one.is_by_rule_alone
    return Score(
        client_id=one.client_id,
        place=place,
        probability=one.probability,
        low=low,
        high=high,
        word=one.word,
        rule_score=one.scored.score,
        is_listed=is_listed,
        listed_since_day=shown.get(one.client_id),
        listed_as=("rule" if is_by_rule else "model") if is_listed else None,
        snoozed_until_day=chosen.snoozed.get(one.client_id),
        little_known=(one.told.facts["sessions_attended"] or 0) < LITTLE_KNOWN_BELOW,
        based_on={
            "starts_at": one.starts_at,
            "adds": dict(one.told.adds),
            "named": [
                {
                    **based._asdict(),
                    "sessions": list(sessions.group(one.client_id, based.group)),
                }
                for based in one.named
            ],
            "facts": dict(one.told.facts),
        },
        changed=since.sentence(one.told, then),
    )


def _model(database: Database, as_of: AsOf, now: dt.datetime, rung: Rung) -> Model:
    found = queries.rows(
        database,
        "select import_id from imports where undone_at is null order by import_id",
    )
    return Model(
        model_id=scores.new_id(),
        kind="quiet",
        as_of_day=as_of.day_number,
        known_s=as_of.seconds,
        data_version=database.data_version,
        knew=knew.summed_up(database, as_of),
        imports=tuple(str(import_id) for (import_id,) in found),
        fitted_at=now,
        mode=rung.mode,
        why=rung.why,
        card={},
    )
