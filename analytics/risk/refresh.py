"""Bring what is stored up to date: all that one look at the practice is kept of.

That is who may go quiet (`analytics.risk.scoring`), how right the past year's lists
were (`analytics.risk.scoreboard`) and which bookings may be missed
(`analytics.risk.missed`). Loads what fits models.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from analytics.apart import unheard
from analytics.facts import default_as_of
from analytics.risk import card, knew, record, scoreboard, scoring
from analytics.risk import prior as priors
from analytics.risk.missed import looking, stored
from analytics.risk.missed import prior as missed_priors
from analytics.risk.progress import step
from analytics.store import scores
from analytics.store.scores import Run

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from analytics.apart import Progress
    from analytics.periods import AsOf
    from analytics.store import Database
    from analytics.store.scores import Model


def current(database: Database, as_of: AsOf, now: dt.datetime) -> Run:
    """Return what the model says at a moment of who may go quiet.

    At the practice's default moment the newest run is returned if it still knows all
    there is, else everything is worked out anew and stored. For any other moment one
    run is made, and nothing is stored.
    """
    if as_of != default_as_of(database, now):
        return scoring.run(database, as_of, now=now)
    newest = scores.newest(database, until_day=as_of.day_number)
    if newest is not None and newest.knew == knew.summed_up(database, as_of):
        return scores.run_of(database, newest)
    made = everything(database, as_of, now=now)
    store(database, made)
    return made[0]


def everything(
    database: Database,
    as_of: AsOf,
    *,
    now: dt.datetime,
    progress: Progress = unheard,
) -> list[Run]:
    """Return the runs of a moment: first who may go quiet, then which bookings.

    The first has the record of past lists on its card and its names beside it. Nothing
    is stored.
    """
    prior = priors.load()
    quiet = scoring.run(database, as_of, now=now, prior=prior, progress=progress)
    progress(step(5))
    past = scoreboard.past(database, as_of, prior)
    past = scoreboard.with_step_of(past, quiet.model.card["ladder"])
    told = {**quiet.model.card, record.CARD_KEY: card.finite(record.to_json(past))}
    progress(step(6))
    return [
        replace(quiet, model=replace(quiet.model, card=told), past=tuple(past.names)),
        _bookings(database, as_of, quiet.model),
    ]


def store(database: Database, made: Sequence[Run]) -> None:
    """Store runs in one write."""
    with database.write() as cursor:
        for one in made:
            scores.add(cursor, one)


def _bookings(database: Database, as_of: AsOf, beside: Model) -> Run:
    """Return the run of the second model; what it knew is what the first one knew."""
    week = looking.look(database, as_of, missed_priors.load())
    model = replace(
        beside,
        model_id=scores.new_id(),
        kind="missed",
        mode=week.rung.mode,
        why=week.rung.why,
        card=stored.card(week),
    )
    return Run(model, bookings=stored.booking_scores(week))
