"""Records of past lists: worked out and stored as a run does, or made up."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from analytics.facts import default_as_of
from analytics.periods import day_number
from analytics.risk import prior, record, scoreboard
from analytics.risk.record import WHATS, Outlook, Record, Tally
from analytics.store import scores
from analytics.store.scores import Model, Run

if TYPE_CHECKING:
    from analytics.store import Database
    from analytics.store.scores import PastName


def keep(database: Database, now: dt.datetime) -> Record:
    """Store the record of the practice's default moment; return it."""
    as_of = default_as_of(database, now)
    found = scoreboard.past(database, as_of, prior.load())
    put(database, found, now)
    return found


def put(database: Database, found: Record, now: dt.datetime) -> None:
    """Store a record as a run of its day would."""
    with database.read() as cursor:
        rows = cursor.execute(
            "select import_id from imports where undone_at is null"
        ).fetchall()
    model = Model(
        model_id=scores.new_id(),
        kind="quiet",
        as_of_day=found.as_of_day,
        known_s=0,
        data_version=database.data_version,
        knew="",
        imports=tuple(str(import_id) for (import_id,) in rows),
        fitted_at=now,
        mode=found.outlook.mode,
        why=found.outlook.why,
        card={record.CARD_KEY: record.to_json(found)},
    )
    with database.write() as cursor:
        scores.add(cursor, Run(model, past=tuple(found.names)))


def tally(**figures: object) -> Tally:
    """Return a tally of nothing but what is given."""
    given: dict[str, object] = {
        "names": 0,
        "settled": 0,
        "quiet": 0,
        "quiet_confirmed": 0,
        "precision": None,
        "what": dict.fromkeys(WHATS, 0),
        "drifts": 0,
        "caught": 0,
        "before_rule": 0,
        "by_last": 0,
        "lead_days": None,
    }
    return Tally(**given | figures)  # type: ignore[arg-type]  # fields by name


def record_of(
    ours: Tally, *, weeks: int = 52, names: tuple[PastName, ...] = ()
) -> Record:
    """Return a record of a year up to 2 March 2026 with these figures."""
    as_of = day_number(dt.date(2026, 3, 2))
    return Record(
        as_of_day=as_of,
        first_day=as_of - 364 if weeks else None,
        weeks=weeks,
        names=names,
        ours=ours,
        rule=tally(),
        rankings={},
        base_rate=None,
        thirds=(),
        words=(),
        outlook=Outlook("words", "Not yet.", 11, 6, None),
    )
