"""Store what the model of missed bookings says, as a run does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analytics.facts import default_as_of
from analytics.risk.missed import looking, prior, stored
from analytics.store import scores
from analytics.store.scores import Model, Run

if TYPE_CHECKING:
    import datetime as dt

    from analytics.risk.missed.week import Week
    from analytics.store import Database


def store(database: Database, now: dt.datetime) -> Week:
    """Look from the practice's default moment and store what is seen."""
    as_of = default_as_of(database, now)
    week = looking.look(database, as_of, prior.load())
    model = Model(
        model_id=scores.new_id(),
        kind="missed",
        as_of_day=as_of.day_number,
        known_s=as_of.seconds,
        data_version=database.data_version,
        knew="",
        imports=(),
        fitted_at=now,
        mode=week.rung.mode,
        why=week.rung.why,
        card=stored.card(week),
    )
    with database.write() as cursor:
        scores.add(cursor, Run(model=model, bookings=stored.booking_scores(week)))
    return week
