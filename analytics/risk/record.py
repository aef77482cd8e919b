"""The record of past lists: who was named, what happened, how right that was.

The shapes alone, and how they are kept as JSON. Clients stand only in the names, which
are stored row by row (`analytics.store.scores.PastName`), so that a client can be
forgotten; the rest goes into the model's card. Days are day numbers, rates run from 0
to 1.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Literal

from analytics.store import scores

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from analytics.risk.ladder import Mode
    from analytics.store import Database
    from analytics.store.scores import Model, PastName

What = Literal["went_quiet", "finished", "away", "came_back", "still_here", "not_known"]

CARD_KEY = "record"
"""Under which a model's card holds `to_json`."""

WHATS: tuple[What, ...] = (
    "went_quiet",
    "still_here",
    "came_back",
    "finished",
    "away",
    "not_known",
)

Interval = tuple[float, float]


@dataclass(frozen=True)
class Tally:
    """What one way of choosing names achieved."""

    names: int
    settled: int
    quiet: int
    """Of the settled names, who went quiet."""
    quiet_confirmed: int
    """Of these, who somebody has said drifted; nobody has said how the others went."""
    precision: Interval | None
    """95 % interval of quiet ÷ settled, a client's names being near copies."""
    what: Mapping[What, int]
    """How many settled names fared how."""
    drifts: int
    """Clients' silences that a list could have named."""
    caught: int
    before_rule: int
    """Of all drifts, those named before the rule's day."""
    by_last: int
    """Those named on the day of the last session or before."""
    lead_days: tuple[float, float, float] | None
    """Quartiles over those caught: days before the rule's day."""


@dataclass(frozen=True)
class Ranking:
    """How well a score put in order who went quiet, over all past weeks."""

    auc: float | None
    auc_interval: Interval | None
    early_auc: float | None
    """Among those silent for at most 1.5 usual gaps."""
    early_interval: Interval | None


@dataclass(frozen=True)
class Third:
    """A third of all past looks at a client, by what the model said."""

    said: float
    """Mean probability."""
    happened: float
    """Share that went quiet."""
    interval: Interval
    """95 %, clustered by client."""
    looks: int
    clients: int


@dataclass(frozen=True)
class WordCount:
    """What followed where a word stood: "of 10 like this, about 4 went quiet"."""

    word: str
    looks: int
    clients: int
    quiet: int


@dataclass(frozen=True)
class Outlook:
    """What percentages still need, and roughly when that is there."""

    mode: Mode
    why: str
    """A sentence of the ladder; empty where percentages are shown."""
    lapsed_clients: int
    lapsed_last_year: int
    ready_on_day: int | None
    """When there will be enough, if the last year goes on; ``None`` if that is not
    what is missing, or nobody can say."""


@dataclass(frozen=True)
class Record:
    """How right the lists of the past were."""

    as_of_day: int
    first_day: int | None
    """Of the first list; ``None`` where there is none."""
    weeks: int
    names: Sequence[PastName]
    """The latest first: who was named, and of those who went quiet unnamed, whom no
    list had in time (``listed_as`` is ``None``, ``day`` the last session)."""
    ours: Tally
    rule: Tally
    """The same weeks and capacity, by rule + booking."""
    rankings: Mapping[str, Ranking]
    """``model``, ``rule_booking`` and ``rule``."""
    base_rate: float | None
    """Of all looks whose end is known, who went quiet."""
    thirds: Sequence[Third]
    words: Sequence[WordCount]
    outlook: Outlook


@dataclass(frozen=True)
class Kept:
    """A record as a run stored it, with that run's model."""

    model: Model
    record: Record


def stored(database: Database, until_day: int | None = None) -> Kept | None:
    """Return the newest record that a run has stored, ``None`` before the first.

    Parameters
    ----------
    until_day
        Runs for later days are passed over: the clock may have been set back.
    """
    for model in scores.models(database, until_day=until_day):
        if CARD_KEY in model.card:
            names = scores.past_names(database, model.model_id)
            return Kept(model, from_json(model.card[CARD_KEY], names))
    return None


def to_json(record: Record) -> dict[str, Any]:
    """Return all of a record but its clients, as what JSON holds."""
    held = asdict(record)
    del held["names"]
    return held


def from_json(held: Mapping[str, Any], names: Sequence[PastName] = ()) -> Record:
    """Return the record that `to_json` and the stored rows were made of."""
    return Record(
        as_of_day=held["as_of_day"],
        first_day=held["first_day"],
        weeks=held["weeks"],
        names=tuple(names),
        ours=_tally(held["ours"]),
        rule=_tally(held["rule"]),
        rankings={kind: _ranking(one) for kind, one in held["rankings"].items()},
        base_rate=held["base_rate"],
        thirds=tuple(
            Third(**one | {"interval": tuple(one["interval"])})
            for one in held["thirds"]
        ),
        words=tuple(WordCount(**one) for one in held["words"]),
        outlook=Outlook(**held["outlook"]),
    )


def _tally(held: Mapping[str, Any]) -> Tally:
    values = dict(held)
    for name in ("precision", "lead_days"):
        values[name] = _tuple(held[name])
    return Tally(**values)


def _ranking(held: Mapping[str, Any]) -> Ranking:
    return Ranking(
        held["auc"],
        _tuple(held["auc_interval"]),
        held["early_auc"],
        _tuple(held["early_interval"]),
    )


def _tuple(held: Sequence[float] | None) -> Any:  # noqa: ANN401 - of two or three
    return None if held is None else tuple(held)
