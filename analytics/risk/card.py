"""The model card of a run: where it stands, on what data, with which coefficients.

It is kept as JSON beside the scores, names no client, and holds enough to score a
changed fact without fitting anything.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from analytics.facts import facts, sources
from analytics.risk.scorer import Scorer
from analytics.store import queries

if TYPE_CHECKING:
    from analytics.periods import AsOf
    from analytics.risk.ladder import Rung
    from analytics.risk.prior import Prior
    from analytics.risk.training import Fitted
    from analytics.store import Database

_RANGE = Path(__file__).with_name("log_range.sql")


def of_run(
    database: Database, as_of: AsOf, fitted: Fitted, rung: Rung, prior: Prior
) -> dict[str, Any]:
    """Return the card of a run; every number in it is finite or ``None``.

    Keys are ``ladder`` (the step, why not the next, the check), ``data`` (day numbers
    and counts), ``fit``, ``scorer`` (see `scorer_of`) and ``prior``.
    """
    ((first, sessions, clients),) = facts.rows(database, as_of, queries.text_of(_RANGE))
    card = {
        "ladder": asdict(rung),
        "data": {
            "first_day": first,
            "last_day": as_of.day_number,
            "sessions_attended": sessions,
            "clients_who_came": clients,
            "active_clients": rung.active_clients,
            "lapsed_clients": rung.lapsed_clients,
            "training_rows": fitted.training_rows,
        },
        "fit": {
            "is_local": fitted.is_local,
            "is_converged": fitted.is_converged,
            "shows_bookings": fitted.visits is None,
            "ridge": fitted.ridge,
            "speaks": fitted.speaks,
            "shifts": [shift.text for shift in fitted.shifts],
            "missing": sources.words(fitted.missing),
        },
        "scorer": {
            "columns": list(fitted.scorer.columns),
            "means": fitted.scorer.means.tolist(),
            "scales": fitted.scorer.scales.tolist(),
            "weights": fitted.scorer.weights.tolist(),
            "shift": fitted.scorer.shift,
            "visits": asdict(fitted.visits) if fitted.visits else None,
        },
        "prior": dict(prior.card),
    }
    return {key: finite(value) for key, value in card.items()}


def scorer_of(card: Mapping[str, Any]) -> Scorer:
    """Return the scorer kept in a card; it gives probabilities and no intervals."""
    kept = card["scorer"]
    return Scorer(
        columns=tuple(kept["columns"]),
        means=np.array(kept["means"], float),
        scales=np.array(kept["scales"], float),
        weights=np.array(kept["weights"], float),
        shift=float(kept["shift"]),
    )


def finite(value: Any) -> Any:  # noqa: ANN401 - whatever JSON holds
    """Return a value with ``None`` for numbers that are missing or endless."""
    if isinstance(value, Mapping):
        return {str(key): finite(inner) for key, inner in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [finite(inner) for inner in value]
    if isinstance(value, bool | str) or value is None:
        return value
    number = getattr(value, "item", lambda: value)()
    return number if math.isfinite(number) else None
