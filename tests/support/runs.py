"""Store what a model would have said, for tests that begin after a run."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Literal

from analytics.periods import day_number
from analytics.risk import words
from analytics.store import scores
from analytics.store.scores import Model, Run, Score

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from analytics.store import Database


def day(text: str) -> int:
    """Return the day number of a date."""
    return day_number(dt.date.fromisoformat(text))


def score(
    client_id: str, likely: float | None, *, since: str | None = None, **others: object
) -> Score:
    """Return what a run says of a client; `since` puts the name on its list."""
    given: dict[str, object] = {
        "client_id": client_id,
        "place": 0,
        "probability": likely,
        "low": None if likely is None else max(0.0, likely - 0.1),
        "high": None if likely is None else min(1.0, likely + 0.1),
        "word": "low" if likely is None else words.word(likely),
        "rule_score": 1.0,
        "is_listed": since is not None,
        "listed_since_day": None if since is None else day(since),
        "listed_as": None if since is None else "model",
        "snoozed_until_day": None,
        "little_known": False,
        "based_on": {"starts_at": -1.5, "adds": {}, "named": [], "facts": {}},
        "changed": None,
    }
    return Score(**given | others)  # type: ignore[arg-type]  # fields by name


def run_of(
    said: Sequence[Score],
    *,
    mode: Literal["rule", "words", "percent"] = "percent",
    as_of: str = "2026-02-20",
    fitted: str = "2026-02-23 08:00",
    **others: object,
) -> Run:
    """Return a run that says this, in this order."""
    given: dict[str, object] = {
        "model_id": scores.new_id(),
        "kind": "quiet",
        "as_of_day": day(as_of),
        "known_s": 0,
        "data_version": 1,
        "knew": "",
        "imports": (),
        "fitted_at": dt.datetime.fromisoformat(fitted),
        "mode": mode,
        "why": "",
        "card": {},
    }
    model = Model(**given | others)  # type: ignore[arg-type]  # fields by name
    placed = [
        Score(**{**vars(one), "place": place})
        for place, one in enumerate(said, start=1)
    ]
    return Run(model, tuple(placed))


def keep(database: Database, run: Run) -> Run:
    """Store a run."""
    with database.write() as cursor:
        scores.add(cursor, run)
    return run


def named(*facts: tuple[str, Sequence[str]]) -> Mapping[str, object]:
    """Return what a score is based on: texts, each with its sessions."""
    return {
        "starts_at": -1.5,
        "adds": {"booking": 1.0},
        "named": [
            {"group": "booking", "adds": 1.0, "text": text, "sessions": list(sessions)}
            for text, sessions in facts
        ],
        "facts": {},
    }
