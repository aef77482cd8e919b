"""Whether the newest run still knows all there is to know.

What a run reads is summed up in one short text. A run is due when the text of what is
stored now differs from that of the newest run; so it can be told after a restart, and
storing scores makes no new run due.
"""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from analytics.periods import day_number, week_start
from analytics.store import queries, runs, scores
from analytics.store import settings as stored_settings

if TYPE_CHECKING:
    from analytics.periods import AsOf
    from analytics.store import Database

_KNEW = Path(__file__).with_name("knew.sql")
_PRIORS = Path(__file__).resolve().parents[2] / "data" / "prior"


def summed_up(database: Database, as_of: AsOf) -> str:
    """Return what a run would read at a moment, summed up in a text.

    It changes with the log, with what people entered that a score rests on, with the
    settings that a list rests on, with the day looked from, with the week (which has
    room for new names) and with the shipped prior.
    """
    settings = stored_settings.read(database)
    (row,) = queries.rows(database, queries.text_of(_KNEW), entry_day=as_of.entry_day)
    week = day_number(week_start(as_of.entry_day, settings.week_start))
    parts = (as_of.day_number, week, _priors(), *row)
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:16]


def is_empty(database: Database) -> bool:
    """Return whether the practice has no session to look at."""
    found = queries.rows(database, "select 1 from sessions limit 1")
    return not found


def is_due(database: Database, as_of: AsOf, *, again: bool = False) -> bool:
    """Return whether a run should be started by itself.

    Parameters
    ----------
    as_of
        The practice's default moment. What was stored of later days does not count:
        with a clock set back it would make a run due for ever.
    again
        Whether a run that failed on the very same is to be tried again; else that
        waits for somebody to ask.
    """
    if is_empty(database):
        return False
    summary = summed_up(database, as_of)
    newest = scores.newest(database, until_day=as_of.day_number)
    last = runs.newest(database)
    is_known = newest is not None and newest.knew == summary
    has_failed = last is not None and last.state == "failed" and last.knew == summary
    return not is_known and (again or not has_failed)


@lru_cache(maxsize=1)
def _priors() -> str:
    texts = [path.read_bytes() for path in sorted(_PRIORS.glob("*.json"))]
    return hashlib.sha256(b"".join(texts)).hexdigest()
