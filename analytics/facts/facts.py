"""Facts: what the log says, as it was known at one moment.

Each ``.sql`` file of this folder is one fact, and the file's name is what other
files select from. They hold to the subset that DuckDB and Spark read alike: epoch
seconds and day numbers in place of dates, no engine's own syntax, values bound as
``$name`` (Spark marks them ``:name``). Only ``engine/`` knows DuckDB. Nothing is kept
in the practice's file: a query carries the facts it needs along, so no import leaves a
stale copy behind.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analytics.periods import day_number, week_start
from analytics.store import queries
from analytics.store import settings as stored_settings

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from analytics.periods import AsOf
    from analytics.settings import Settings
    from analytics.store import Database

_HERE = Path(__file__).parent

FACTS: dict[str, Path] = {
    "sessions_confirmed": _HERE / "engine" / "sessions_confirmed.sql",
    "sessions_said": _HERE / "engine" / "sessions_said.sql",
    "sessions_s": _HERE / "engine" / "sessions_s.sql",
    "actions_s": _HERE / "engine" / "actions_s.sql",
    "pulses_s": _HERE / "engine" / "pulses_s.sql",
    "contacts_s": _HERE / "engine" / "contacts_s.sql",
    "promises_known": _HERE / "engine" / "promises_known.sql",
    "log_starts": _HERE / "engine" / "log_starts.sql",
    "listed_since": _HERE / "engine" / "listed_since.sql",
    "session_facts": _HERE / "session_facts.sql",
    "sessions_selected": _HERE / "engine" / "sessions_selected.sql",
    "client_rhythm": _HERE / "client_rhythm.sql",
    "client_streaks": _HERE / "client_streaks.sql",
    "client_strips": _HERE / "client_strips.sql",
    "client_pace": _HERE / "client_pace.sql",
    "client_facts": _HERE / "client_facts.sql",
    "client_features_events": _HERE / "client_features_events.sql",
    "client_features_visits": _HERE / "client_features_visits.sql",
    "client_features_conduct": _HERE / "client_features_conduct.sql",
    "client_features_practice": _HERE / "client_features_practice.sql",
    "client_features_places": _HERE / "client_features_places.sql",
    "client_features_told": _HERE / "client_features_told.sql",
    "client_features": _HERE / "client_features.sql",
    "client_labels": _HERE / "client_labels.sql",
    "booking_ends": _HERE / "booking_ends.sql",
    "booking_history": _HERE / "booking_history.sql",
    "booking_looks": _HERE / "booking_looks.sql",
    "booking_features": _HERE / "booking_features.sql",
    "booking_labels": _HERE / "booking_labels.sql",
}
"""Each fact's file, in build order: a fact selects only from those before it."""

_FILED = {"sessions_said": _HERE / "engine" / "sessions_filed.sql"}
"""What stands for a fact while nobody has said what became of any session."""

_IS_ANY_SAID = _HERE / "engine" / "is_any_said.sql"
_FIRST_CURRENCY = _HERE / "engine" / "first_currency.sql"
_COMMENTS = re.compile(r"\A(?:\s*--[^\n]*\n)*\s*")

# These have a row a session: kept whole in memory they would be copied before
# anything is counted.
_READ_IN_PLACE = frozenset(
    {"sessions_said", "sessions_s", "session_facts", "sessions_selected"}
)


def session_facts(database: Database, as_of: AsOf) -> pd.DataFrame:
    """Return one row a session whose slot was known, with the outcome known then.

    Columns are those of ``session_facts.sql``; ``start_s`` is seconds since 1970 in
    UTC, ``start_day`` and ``start_hour`` are local. Ordered by start.
    """
    return select(
        database,
        as_of,
        "select * from session_facts order by start_s, session_id",
    )


def client_facts(database: Database, as_of: AsOf) -> pd.DataFrame:
    """Return one row a client with a known session, ordered by client.

    Columns are those of ``client_facts.sql``: ``_s`` is seconds since 1970 in UTC,
    ``_day`` a local day number, ``_days`` days, ``_cents`` hundredths.
    """
    return select(
        database,
        as_of,
        "select * from client_facts order by client_id",
    )


def select(database: Database, as_of: AsOf, sql: str, **values: object) -> pd.DataFrame:
    """Run one ``select`` that may name facts as its tables.

    Parameters
    ----------
    as_of
        The moment up to which the facts are known.
    sql
        A ``select`` or a ``with … select``. It may use the facts' own values
        ``$as_of_s``, ``$as_of_day`` and ``$as_of_week_day``.
    **values
        What else the text names as ``$name``.
    """
    text, bound = asked(database, as_of, sql, **values)
    return queries.frame(database, text, **bound)


def rows(
    database: Database, as_of: AsOf, sql: str, **values: object
) -> list[tuple[Any, ...]]:
    """Run one ``select`` as `select` does and return its rows as tuples."""
    text, bound = asked(database, as_of, sql, **values)
    return queries.rows(database, text, **bound)


def supposing(answers: Mapping[str, str]) -> dict[str, object]:
    """Return the values under which facts are those that answers would make.

    Parameters
    ----------
    answers
        The outcome that somebody might say, by session.
    """
    return {
        "supposed_sessions": list(answers),
        "supposed_outcomes": list(answers.values()),
    }


def moment(as_of: AsOf, settings: Settings) -> dict[str, object]:
    """Return what facts are told of the moment they are asked for.

    ``as_of_s`` is the last second that counts, ``as_of_day`` its local day and
    ``as_of_week_day`` the first day of the local week that holds it.
    """
    return {
        "as_of_s": as_of.seconds,
        "as_of_day": as_of.day_number,
        "as_of_week_day": day_number(week_start(as_of.day, settings.week_start)),
    }


def home_currency(database: Database, settings: Settings) -> str | None:
    """Return the practice's currency.

    Until the owner has said it, that of the first session with a price: it began
    before any revenue counts, so nothing that is known later can change it.
    """
    if settings.currency:
        return settings.currency
    ((first,),) = queries.rows(database, queries.text_of(_FIRST_CURRENCY))
    return None if first is None else str(first)


def asked(
    database: Database, as_of: AsOf, sql: str, **values: object
) -> tuple[str, dict[str, object]]:
    """Return the whole text that `select` would run, and its values.

    For whoever reads row by row or writes the rows to a file.
    """
    return asked_beside(database, as_of, sql, frozenset(), values)


def asked_beside(
    database: Database,
    as_of: AsOf,
    sql: str,
    given: frozenset[str],
    values: Mapping[str, object],
) -> tuple[str, dict[str, object]]:
    """Return the same for whoever has tables of their own in the place of facts.

    Parameters
    ----------
    given
        The facts that exist as tables already.
    values
        What else the text names.
    """
    settings = stored_settings.read(database)
    bound = {
        **moment(as_of, settings),
        **supposing({}),
        "entry_day": as_of.entry_day,
        "home_currency": home_currency(database, settings),
        **values,
    }
    is_said = bool(bound["supposed_sessions"]) or _is_any_said(database)
    text = composed(sql, is_said=is_said, given=given)
    return text, {name: bound[name] for name in _named(text)}


def _is_any_said(database: Database) -> bool:
    ((is_any,),) = queries.rows(database, queries.text_of(_IS_ANY_SAID))
    return bool(is_any)


@lru_cache(maxsize=64)
def composed(
    sql: str, *, is_said: bool = False, given: frozenset[str] = frozenset()
) -> str:
    """Return a ``select`` with the facts it names put in front of it.

    Parameters
    ----------
    is_said
        Whether anybody has said what became of a session: where nobody has, the log
        is read as it lies.
    given
        Facts that exist as tables already, so that nothing is put in their place.
    """
    wanted = needed(sql, is_said=is_said, given=given)
    named = [_common_table(fact, is_said=is_said) for fact in FACTS if fact in wanted]
    body = _COMMENTS.sub("", sql)
    steps = body.removeprefix("with")
    link = ",\n" if steps != body else "\n"
    return "with\n" + ",\n".join(named) + link + steps if named else sql


def needed(
    sql: str, *, is_said: bool = True, given: frozenset[str] = frozenset()
) -> set[str]:
    """Return the facts a text names, and those that they name in turn."""
    found: set[str] = set()
    for fact in (name for name in reversed(FACTS) if name not in given):
        texts = [sql, *(_text(name, is_said=is_said) for name in found)]
        if any(re.search(rf"\b{fact}\b", text) for text in texts):
            found.add(fact)
    return found


def _common_table(fact: str, *, is_said: bool) -> str:
    how = "not materialized " if fact in _READ_IN_PLACE else ""
    return f"{fact} as {how}(\n{_text(fact, is_said=is_said)}\n)"


def _text(fact: str, *, is_said: bool) -> str:
    path = FACTS[fact] if is_said else _FILED.get(fact, FACTS[fact])
    return _COMMENTS.sub("", queries.text_of(path))


@lru_cache(maxsize=64)
def _named(text: str) -> tuple[str, ...]:
    return tuple(set(re.findall(r"\$([a-z_]+)", text)))
