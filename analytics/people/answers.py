"""What people have answered so far, each answer to be taken back on its own."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from analytics.store import queries

if TYPE_CHECKING:
    import datetime as dt

    from analytics.store import Database

_ANSWERS = Path(__file__).with_name("answers.sql")


@dataclass(frozen=True)
class Answer:
    """One answer in force; `analytics.importing.decisions.take_back` undoes it."""

    entry_id: str
    what: str
    """``same``, ``apart`` (of two clients), ``split``, ``together`` (of two names),
    ``joined``, ``cut`` (of two sessions), ``still_on`` or ``confirmed`` (of one
    booking that a newer export leaves out)."""
    name: str
    other: str | None
    """The other name; of a ``confirmed`` booking its outcome."""
    first_at: dt.datetime | None
    """The start of the older session (UTC); ``None`` if no file shows it now."""
    second_at: dt.datetime | None
    entered_at: dt.datetime


def answers(database: Database) -> list[Answer]:
    """Return the answers in force, the newest first."""
    found = queries.rows(database, queries.text_of(_ANSWERS))
    return [Answer(*row) for row in found]  # type: ignore[arg-type]  # the columns of answers.sql
