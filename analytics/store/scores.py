"""What the model said: runs and their scores, added and never rewritten.

A second run of a day has an id of its own, and readers take the newest. A run that
knew an import which was taken back since is *withdrawn*: it stays, and nothing reads
it any more. Days are day numbers. How runs are asked for: `analytics.store.runs`.
"""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import pandas as pd

from analytics.store import queries

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping, Sequence

    import duckdb

    from analytics.store.database import Database

Kind = Literal["quiet", "missed"]

_MODELS = Path(__file__).with_name("models.sql")
_FIRST_LISTED = Path(__file__).with_name("first_listed.sql")
_ONE_MODEL = (
    "select model_id, kind, as_of_day, known_s, data_version, knew, imports, "
    "fitted_at, mode, why, card from models where model_id = $model_id"
)


@dataclass(frozen=True)
class Model:
    """One run of a model: what it knew, where it stands, how it was made."""

    model_id: str
    kind: Kind
    as_of_day: int
    known_s: int
    """Until when it knew what happened, in seconds since 1970."""
    data_version: int
    knew: str
    """Sums up what was read; another text means that something has changed."""
    imports: tuple[str, ...]
    """The imports in force."""
    fitted_at: dt.datetime
    mode: Literal["rule", "words", "percent"]
    why: str
    """What the next step of the ladder needs; empty on the last."""
    card: Mapping[str, Any]
    """The model card; names no client."""


@dataclass(frozen=True)
class Score:
    """What a run says of one ranked client."""

    client_id: str
    place: int
    """1 comes first."""
    probability: float | None
    """Of going quiet; ``None`` where the list goes by the rule."""
    low: float | None
    high: float | None
    """Ends of the 80 % interval of the estimate."""
    word: Literal["low", "raised", "high"]
    rule_score: float
    is_listed: bool
    """Among this week's names."""
    listed_since_day: int | None
    listed_as: Literal["model", "rule"] | None
    snoozed_until_day: int | None
    little_known: bool
    based_on: Mapping[str, Any]
    """``starts_at`` and ``adds`` (logits, by group), ``named`` (a list of ``group``,
    ``adds``, ``text``, ``sessions``), ``facts`` (the client's own)."""
    changed: str | None
    """What changed since last week, as a sentence."""


@dataclass(frozen=True)
class BookingScore:
    """How likely an upcoming booking is to be missed."""

    session_id: str
    client_id: str
    probability: float | None
    low: float | None
    high: float | None
    based_on: Mapping[str, Any]


@dataclass(frozen=True)
class PastName:
    """A name that a past day's list had, or should have had."""

    client_id: str
    day: int
    listed_as: str | None
    """``model`` or ``rule``; ``None`` of somebody who was never named."""
    probability: float | None
    what_happened: str
    happened_on_day: int | None
    rule_day: int | None
    """From which day on the rule alone would have spoken."""
    lead_days: int | None
    """From the name to the last session; below 0 the session came before."""
    is_settled: bool = True
    """Whether all that follows is known by now, so that the name counts."""
    is_stored: bool = False
    """Whether the list was really shown; else it is what would have been shown."""


@dataclass(frozen=True)
class Run:
    """A model with all that it says."""

    model: Model
    scores: tuple[Score, ...] = ()
    bookings: tuple[BookingScore, ...] = ()
    past: tuple[PastName, ...] = ()


def new_id() -> str:
    """Return an id for a run that nothing else has."""
    return f"m-{secrets.token_hex(6)}"


def add(cursor: duckdb.DuckDBPyConnection, run: Run) -> None:
    """Add a run inside a transaction.

    What it says of a client who is not (any more) in the log is left out: they may
    have been forgotten while it was being worked out.

    Raises
    ------
    ValueError
        A number is missing where there has to be one; nothing is kept.
    """
    model = run.model
    own: dict[str, str | int]
    own = {"model_id": model.model_id, "as_of_day": model.as_of_day}
    row = {**vars(model), "imports": list(model.imports), "card": _json(model.card)}
    cursor.execute(
        "insert into models by name select "
        + ", ".join(f"${name} as {name}" for name in row),
        row,
    )
    _insert(cursor, "scores", run.scores, own)
    _insert(cursor, "booking_scores", run.bookings, own)
    _insert(cursor, "past_names", run.past, {"model_id": model.model_id})


def newest(
    database: Database, kind: Kind = "quiet", until_day: int | None = None
) -> Model | None:
    """Return the newest run that is not withdrawn.

    Parameters
    ----------
    until_day
        Runs for later days are passed over: the clock may have been set back.
    """
    return next(models(database, kind, until_day), None)


def models(
    database: Database, kind: Kind = "quiet", until_day: int | None = None
) -> Iterator[Model]:
    """Give the runs that are not withdrawn, newest first.

    Each is read when it is asked for: there is one a day, and of most nobody needs to
    know more than that there are newer ones. `until_day` as for `newest`.
    """
    sql = queries.text_of(_MODELS)
    found = queries.rows(database, sql, kind=kind, until_day=until_day)
    for (model_id,) in found:
        for row in queries.rows(database, _ONE_MODEL, model_id=model_id):
            yield _model(row)


def run_of(database: Database, model: Model) -> Run:
    """Return a run with all that it says."""
    return Run(
        model,
        tuple(scores(database, model.model_id)),
        tuple(booking_scores(database, model.model_id)),
        tuple(past_names(database, model.model_id)),
    )


def scores(database: Database, model_id: str) -> list[Score]:
    """Return what a run says of each client, in order."""
    found = queries.rows(
        database,
        "select client_id, place, probability, low, high, word, rule_score, is_listed, "
        "listed_since_day, listed_as, snoozed_until_day, little_known, based_on, "
        "changed from scores where model_id = $model_id order by place",
        model_id=model_id,
    )
    return [
        Score(*row[:12], json.loads(str(row[12])), row[13])  # type: ignore[call-arg, arg-type]  # its columns
        for row in found
    ]


def booking_scores(database: Database, model_id: str) -> list[BookingScore]:
    """Return what a run says of each upcoming booking, likeliest first."""
    found = queries.rows(
        database,
        "select session_id, client_id, probability, low, high, based_on "
        "from booking_scores where model_id = $model_id "
        "order by probability desc nulls last, session_id",
        model_id=model_id,
    )
    return [
        BookingScore(*row[:5], json.loads(str(row[5])))  # type: ignore[call-arg, arg-type]  # its columns
        for row in found
    ]


def past_names(database: Database, model_id: str) -> list[PastName]:
    """Return the past names of a run, the latest first."""
    found = queries.rows(
        database,
        "select client_id, day, listed_as, probability, what_happened, "
        "happened_on_day, rule_day, lead_days, is_settled, is_stored from past_names "
        "where model_id = $model_id order by day desc, client_id",
        model_id=model_id,
    )
    return [PastName(*row) for row in found]  # type: ignore[arg-type]  # its columns


def first_listed(database: Database, until_day: int) -> dict[str, int]:
    """Return when each client was first shown, of their latest showing.

    Parameters
    ----------
    until_day
        Showings of later days are left out: somebody may have set the clock back.
    """
    sql = queries.text_of(_FIRST_LISTED)
    found = queries.rows(database, sql, until_day=until_day)
    return {str(client_id): int(str(day)) for client_id, day in found}


def _model(row: tuple[Any, ...]) -> Model:
    *others, card = row
    given = dict(zip(Model.__dataclass_fields__, others, strict=False))
    return Model(
        **given | {"imports": tuple(given["imports"]), "card": json.loads(card)}
    )


def _insert(
    cursor: duckdb.DuckDBPyConnection,
    table: str,
    rows: Sequence[Score] | Sequence[BookingScore] | Sequence[PastName],
    own: Mapping[str, str | int],
) -> None:
    if not rows:
        return
    # Columns of objects: an integer that may be empty must not become a fraction.
    told = pd.DataFrame([_told(row) for row in rows], dtype="object").assign(**own)
    cursor.register("told", told)
    cursor.execute(
        f"insert into {table} by name select told.* from told "  # noqa: S608 - names of our own
        "semi join clients on told.client_id = clients.client_id"
    )
    cursor.unregister("told")


def _told(row: Score | BookingScore | PastName) -> dict[str, object]:
    if isinstance(row, PastName):
        return vars(row)
    return vars(row) | {"based_on": _json(row.based_on)}


def _json(value: Mapping[str, object]) -> str:
    # A missing number is no JSON; better no run than one that cannot be read.
    return json.dumps(value, allow_nan=False, separators=(",", ":"))
