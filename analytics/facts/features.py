"""Features and labels: what a model is told of each active client, and what followed.

Both are computed for many origins at once by the text of ``client_features.sql`` and
``client_labels.sql``. An *origin* is a moment to look from. A row of it rests on what
was known by then, a label on what was known on the last day of its horizon; so a row
stays as it is whatever happens afterwards.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb
import pandas as pd

from analytics.facts import facts, in_memory, no_scoring, silences, sources
from analytics.periods import AsOf, day_number, day_of_number
from analytics.store import queries
from analytics.store import settings as stored_settings

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Mapping, Sequence

    from analytics.facts.entered import Entered
    from analytics.store import Database

NAMES: tuple[str, ...] = (
    "log_ratio",
    "over1",
    "no_upcoming",
    "over_nobook",
    "next_stretch",
    "gap_trend",
    "pace",
    "ew_miss",
    "miss_trend",
    "last_missed",
    "streak_notatt",
    "ew_resched",
    "ew_cancel",
    "lead_trend",
    "log_tenure",
    "log_natt",
    "is_new",
    "log_gap",
    "gap_cv",
    "pkg_on",
    "pkg_near_end",
    "season_ratio",
    "holiday_ahead",
    "homework_done",
    "pulse_level",
    "pulse_change",
    "contact_answered",
    "notice_given",
)
"""The features, in the order of the model's coefficients."""


@dataclass(frozen=True)
class Horizon:
    """Who is active, and for how long silence is looked ahead for."""

    active_gaps: float = 3
    active_least_days: int = 28
    gaps: float = 3
    least_days: int = 28
    most_days: int = 84


MOST_ROWS = 250_000
"""Of very many rows so many are learned from: more say the same."""

HORIZON = Horizon()
"""The horizon of the product; logs of another kind may need another."""

_ENGINE = Path(__file__).parent / "engine"
_ROWS = _ENGINE / "feature_rows.sql"
_DRAWN = _ENGINE / "drawn_rows.sql"
_LAST_DAYS = _ENGINE / "feature_last_days.sql"
_SPOKEN_ON = _ENGINE / "spoken_on.sql"
_FIRST_DAY = _ENGINE / "first_attended_day.sql"
_CUSTOMERS = _ENGINE / "feature_customers.sql"

_THEIR_SESSIONS = "select * from sessions_s where list_contains($client_ids, client_id)"
_FEATURES_ONLY = "select * from client_features order by client_id"
_GIVEN = ("client_features_practice", "sessions_s")
"""Facts in whose place stand those of a few clients."""

_SETTLE_DAYS = 56
_MAY_BE_MISSING = {
    "latest_view": "float64",
    "close_day": "float64",
    "next_day": "float64",
    "went_quiet": "float64",
}


def rows(
    database: Database,
    origins: Sequence[AsOf],
    known: AsOf,
    horizon: Horizon = HORIZON,
    *,
    whole: Collection[AsOf] | None = None,
) -> pd.DataFrame:
    """Return one row an active client and origin: features and label.

    Whoever had asked by `known` not to be scored has none, on no day.

    Parameters
    ----------
    origins
        Moments to look from, at most one a day, none after `known`.
    known
        Until when outcomes said by people, endings and labels are known.
    whole
        Origins of which every row is needed. Of the others a sample is enough where
        there are very many rows: the same one each time. ``None`` for all of them.

    Returns
    -------
    pandas.DataFrame
        Ordered by day and client. ``client_id``, ``as_of_day`` (a day number, as all
        ``_day``), ``first_day`` and ``last_day`` attended, ``days_since_last``,
        ``days_quiet`` (known absences left out), ``usual_gap_days``,
        ``sessions_attended``, ``horizon_days``, ``is_booked``, ``ratio`` (days quiet
        over the usual gap), the features `NAMES`, what words need of them
        (``promises_due`` and ``promises_done`` of the last four, ``count_views`` and
        ``latest_view`` of 1 to 5, ``notices_known`` so far), ``close_day``,
        ``went_quiet`` (1, 0, or missing where it is not known by then), ``is_drawn``
        (whether the row is one of the sample; all are but in a very large practice),
        ``ended_day`` (of those that went quiet: from when on it is known that they were
        away or had ended otherwise) and ``drifted_day`` (from when on somebody has
        confirmed that they drifted).
    """
    moments = _origins(origins, horizon)
    said = silences.said(database, origins, known)
    away = _days_away(database, said, known, moments)
    with database.read() as cursor:
        cursor.register("origins", moments)
        cursor.register("days_away", away)
        text, bound = facts.asked(database, known, queries.text_of(_ROWS))
        whole_days = [one.day_number for one in (origins if whole is None else whole)]
        found = _drawn(cursor, text, bound, whole_days).astype(_MAY_BE_MISSING)
    found = no_scoring.left_out(database, known, silences.still_open(said, found))
    is_closed = found["close_day"] <= _last_whole_day(database, known)
    found["went_quiet"] = found["went_quiet"].where(is_closed)
    return silences.explained(database, known, found)


def supposed(
    database: Database,
    as_of: AsOf,
    client_ids: Sequence[str],
    supposing: Mapping[str, str],
) -> pd.DataFrame:
    """Return what a model would be told of some clients if outcomes were said.

    Only their own sessions are read anew. What the whole practice is like (its gap,
    how full it is) stays as it is: next to nothing of that hangs on one answer.

    Parameters
    ----------
    supposing
        Outcomes that somebody might say, by session.

    Returns
    -------
    pandas.DataFrame
        Of those who would be active, as `rows`, without a label; ordered by client.
    """
    said = silences.said(database, [as_of], as_of)
    theirs = {**facts.supposing(supposing), "client_ids": list(client_ids)}
    with database.read() as cursor:
        cursor.register("origins", _origins([as_of], HORIZON))
        cursor.register("days_away", silences.NO_ABSENCE)

        def asked(sql: str, values: Mapping[str, object], *given: str) -> pd.DataFrame:
            text, bound = facts.asked_beside(
                database, as_of, sql, frozenset(given), values
            )
            return cursor.execute(text, bound or None).df()

        practice = asked("select * from client_features_practice", {})
        sessions = asked(_THEIR_SESSIONS, theirs)
        cursor.register("client_features_practice", practice)
        cursor.register("sessions_s", sessions)
        pairs = asked(queries.text_of(_LAST_DAYS), theirs, *_GIVEN)
        cursor.register("days_away", silences.away(said, pairs.itertuples(index=False)))
        return asked(_FEATURES_ONLY, theirs, *_GIVEN)


def _drawn(
    cursor: duckdb.DuckDBPyConnection,
    text: str,
    bound: Mapping[str, object],
    whole_days: Sequence[int],
) -> pd.DataFrame:
    """Return the rows of a query: all of some days, of the others at most a sample.

    They are counted and drawn where DuckDB keeps them, in memory or on the disk, so
    that a practice of a hundred thousand clients fits into a small machine.
    """
    cursor.execute(f"create or replace temp table held_rows as {text}", bound or None)
    try:
        ((count,),) = cursor.execute("select count(*) from held_rows").fetchall()
        given = {"most": MOST_ROWS, "count": max(count, 1), "whole_days": whole_days}
        return cursor.execute(queries.text_of(_DRAWN), given).df()
    finally:
        cursor.execute("drop table held_rows")


def rows_of_log(
    sessions_s: pd.DataFrame,
    origins: Sequence[AsOf],
    horizon: Horizon = HORIZON,
    told: Mapping[str, pd.DataFrame] | None = None,
) -> pd.DataFrame:
    """Return the same of a log in memory without endings and absences.

    Parameters
    ----------
    sessions_s
        One row a session, with the columns of ``engine/sessions_s.sql`` that features
        read: see `analytics.facts.in_memory`.
    told
        Promises, views and contacts by the names of their tables (``actions_s``,
        ``pulses_s``, ``contacts_s``), with the columns of these; what is left out
        is a source that the practice does not have.
    """
    found = _run_on(sessions_s, origins, horizon, _ROWS, told)
    found = found.astype(_MAY_BE_MISSING).drop(columns="next_day")
    return found.assign(is_drawn=True, ended_day=float("nan"), drifted_day=float("nan"))


def customers(database: Database, origins: Sequence[AsOf], known: AsOf) -> pd.DataFrame:
    """Return one row a client and origin by which they had come, lapsed ones too.

    Returns
    -------
    pandas.DataFrame
        ``client_id``, ``as_of_day``, ``sessions_attended``, ``first_day`` and
        ``last_day`` attended.
    """
    with database.read() as cursor:
        cursor.register("origins", _origins(origins, HORIZON))
        cursor.register("days_away", silences.NO_ABSENCE)
        text, bound = facts.asked(database, known, queries.text_of(_CUSTOMERS))
        found = cursor.execute(text, bound or None).df()
    return no_scoring.left_out(database, known, found)


def customers_of_log(sessions_s: pd.DataFrame, origins: Sequence[AsOf]) -> pd.DataFrame:
    """Return the same of a log in memory."""
    return _run_on(sessions_s, origins, HORIZON, _CUSTOMERS)


def grid(database: Database, anchor: AsOf, until: AsOf) -> list[AsOf]:
    """Return the weekly moments from the log's first weeks to `until`, oldest first.

    Weeks are counted from `anchor`, which is one of them. They begin eight weeks after
    the first session attended, when there is something to see; in a log without one
    there are none.
    """
    zone_name = stored_settings.read(database).zone_name
    ((first,),) = facts.rows(database, until, queries.text_of(_FIRST_DAY))
    if first is None:
        return []
    start = first + _SETTLE_DAYS
    start += (anchor.day_number - start) % 7
    days = range(start, until.day_number + 1, 7)
    moments = [AsOf.end_of(day_of_number(day), zone_name) for day in days]
    return [anchor if one.day == anchor.day else one for one in moments]


def epochs(database: Database, origins: Sequence[AsOf]) -> list[list[AsOf]]:
    """Return the origins in groups between which nobody said what became of a session.

    A word said between two origins must not be seen from the first of them, so each
    group is looked at with what had been said by then. The same goes for a client's
    wish not to be scored.
    """
    found = queries.rows(database, queries.text_of(_SPOKEN_ON))
    days: list[dt.date] = [day for (day,) in found]  # type: ignore[misc]  # dates
    groups: dict[int, list[AsOf]] = {}
    for origin in sorted(origins, key=lambda one: one.instant):
        groups.setdefault(bisect_right(days, origin.entry_day), []).append(origin)
    return list(groups.values())


def _run_on(
    sessions_s: pd.DataFrame,
    origins: Sequence[AsOf],
    horizon: Horizon,
    query: Path,
    told: Mapping[str, pd.DataFrame] | None = None,
) -> pd.DataFrame:
    log = in_memory.completed(sessions_s)
    tables = {"sessions_s": log, **sources.told(told or {})}
    text = facts.composed(queries.text_of(query), given=frozenset(tables))
    with duckdb.connect() as connection:
        for name, table in tables.items():
            connection.register(name, table)
        connection.register("origins", _origins(origins, horizon))
        connection.register("days_away", silences.NO_ABSENCE)
        return connection.execute(text).df()


def _last_whole_day(database: Database, known: AsOf) -> int:
    """Return the last day that was over by a moment."""
    zone_name = stored_settings.read(database).zone_name
    is_over = AsOf.end_of(known.day, zone_name).instant <= known.instant
    return known.day_number if is_over else known.day_number - 1


def _origins(origins: Sequence[AsOf], horizon: Horizon) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "as_of_s": pd.Series([one.seconds for one in origins], dtype="int64"),
            "as_of_day": pd.Series([one.day_number for one in origins], dtype="int32"),
            "entry_day": pd.Series(
                [day_number(one.entry_day) for one in origins], dtype="int32"
            ),
        }
    ).assign(
        active_gaps=float(horizon.active_gaps),
        active_least_days=horizon.active_least_days,
        horizon_gaps=float(horizon.gaps),
        horizon_least_days=horizon.least_days,
        horizon_most_days=horizon.most_days,
    )


def _days_away(
    database: Database,
    said: Mapping[int, Entered],
    known: AsOf,
    moments: pd.DataFrame,
) -> pd.DataFrame:
    """Return the days away since the last session, where there are any."""
    if not any(entries.absences for entries in said.values()):
        return silences.NO_ABSENCE
    with database.read() as cursor:
        cursor.register("origins", moments)
        cursor.register("days_away", silences.NO_ABSENCE)
        text, bound = facts.asked(database, known, queries.text_of(_LAST_DAYS))
        pairs = cursor.execute(text, bound or None).fetchall()
    return silences.away(said, pairs)
