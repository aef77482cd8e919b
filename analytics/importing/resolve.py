"""Compute the log from what all imports showed, for the clients in ``touched``.

Idempotent and independent of order: the same versions give the same log,
however they came. `verify` holds the stored log against that.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from analytics.importing import missing, moves, zones
from analytics.importing.evidence import log as evidence_log
from analytics.importing.kinds import follow
from analytics.store import settings as kept_settings
from analytics.store.queries import text_of

if TYPE_CHECKING:
    import duckdb

    from analytics.settings import Settings
    from analytics.store import Database

_HERE = Path(__file__).parent

_AGREED_SPANS = _HERE / "agreed_spans.sql"
_RESOLVE = _HERE / "resolve.sql"


@dataclass(frozen=True)
class Change:
    """How the log changed."""

    new: int
    """Sessions that were not there."""
    changed: int
    """Sessions that look different now."""
    is_first: bool = False
    """Whether the log was empty before."""


def resolve(cursor: duckdb.DuckDBPyConnection, settings: Settings) -> Change:
    """Bring the log of the clients in the temporary table ``touched`` up to date.

    Leaves the temporary table ``changes`` (session_id, is_new), unless the log
    was empty: then everything is new.
    """
    rows = follow.rows_there(cursor)
    zones.install_from_utc(cursor, settings.zone_name)
    follow.find_people(cursor, rows)
    missing.find(cursor)
    _touch_all_if_due(cursor)
    has_reports = evidence_log.in_play(cursor)
    if has_reports:
        evidence_log.touch_everybody(cursor)
    _find_repeated(cursor)
    _compute(cursor, settings)
    if has_reports:
        evidence_log.apply(cursor, settings)
    follow.price(cursor, rows)
    change = _store_sessions(cursor)
    cursor.execute(text_of(_HERE / "store_slots.sql"))
    cursor.execute(text_of(_HERE / "store_clients.sql"))
    follow.add_details(cursor, rows)
    follow.store(cursor, rows)
    if has_reports:
        evidence_log.store(cursor)
    return change


def follow_only(cursor: duckdb.DuckDBPyConnection, settings: Settings) -> Change:
    """Bring up to date what follows from rows from which no session follows."""
    rows = follow.rows_there(cursor)
    zones.install_from_utc(cursor, settings.zone_name)
    follow.find_people(cursor, rows)
    follow.store(cursor, rows)
    return Change(0, 0)


def count_changed_by(
    cursor: duckdb.DuckDBPyConnection, import_id: str, change: Change
) -> int:
    """Return how many sessions that an import shows are new or changed."""
    if change.is_first:
        return change.new
    row = cursor.execute(
        "select count(*) from session_versions as v "
        "semi join changes as c on v.session_id = c.session_id "
        "where v.import_id = $1",
        [import_id],
    ).fetchone()
    return int(row[0]) if row else 0


def widen(cursor: duckdb.DuckDBPyConnection) -> None:
    """Add to ``touched`` whoever ever shared a session with somebody in it."""
    cursor.execute(text_of(_HERE / "widen_touched.sql"))


def _find_repeated(cursor: duckdb.DuckDBPyConnection) -> None:
    """Make ``repeated_ids``: sessions of touched clients that several imports show.

    One import shows a session once, so a first import needs no search.
    """
    if _count(cursor, "select count(distinct import_id) from session_versions") > 1:
        widen(cursor)
        cursor.execute(
            "create or replace temp table repeated_ids as "
            + text_of(_HERE / "repeated_ids.sql")
        )
    else:
        cursor.execute(
            "create or replace temp table touched as select client_id from touched "
            "union select client_id from sessions"
        )
        cursor.execute("create or replace temp table repeated_ids (session_id varchar)")


def _store_sessions(cursor: duckdb.DuckDBPyConnection) -> Change:
    if not _count(cursor, "select count(*) from (select 1 from sessions limit 1)"):
        cursor.execute("insert into sessions from resolved")
        return Change(_count(cursor, "select count(*) from resolved"), 0, is_first=True)
    cursor.execute(text_of(_HERE / "changes.sql"))
    row = cursor.execute(
        "select count(*) filter (where is_new), count(*) filter (where not is_new) "
        "from changes"
    ).fetchone()
    cursor.execute(text_of(_HERE / "store_sessions.sql"))
    new, changed = row or (0, 0)
    return Change(new, changed)


def _count(cursor: duckdb.DuckDBPyConnection, sql: str) -> int:
    row = cursor.execute(sql).fetchone()
    return int(row[0]) if row else 0


def resolve_all(cursor: duckdb.DuckDBPyConnection, settings: Settings) -> Change:
    """Compute the whole log anew, after a rule has changed."""
    _touch_all(cursor)
    return resolve(cursor, settings)


def verify(database: Database) -> list[str]:
    """Return in what the stored log differs from its sources, one line each.

    Empty when all is well. Nothing is stored.
    """
    with database.read() as cursor:
        cursor.execute("begin transaction")
        try:
            _touch_all(cursor)
            missing.find(cursor)
            _find_repeated(cursor)
            rows = follow.rows_there(cursor)
            follow.find_people(cursor, rows)
            settings = kept_settings.read_with(cursor)
            _compute(cursor, settings)
            if evidence_log.in_play(cursor):
                evidence_log.apply(cursor, settings)
            follow.price(cursor, rows)
            found = cursor.execute(text_of(_HERE / "verify.sql")).fetchall()
        finally:
            cursor.execute("rollback")
    return [f"{count} {what}" for what, count in found if count]


def _touch_all(cursor: duckdb.DuckDBPyConnection) -> None:
    cursor.execute(
        "create or replace temp table touched as "
        "select client_id from session_versions union select client_id from sessions"
    )


def _touch_all_if_due(cursor: duckdb.DuckDBPyConnection) -> None:
    """Compute everything once after the file took a new form that asks for it."""
    due = "delete from meta where key = 'resolve_due' returning key"
    if cursor.execute(due).fetchone() is not None:
        _touch_all(cursor)


def _compute(cursor: duckdb.DuckDBPyConnection, settings: Settings) -> None:
    """Make the temporary table ``resolved`` for the clients in ``touched``."""
    zones.install_from_utc(cursor, settings.zone_name)
    cursor.execute(text_of(_HERE / "fingerprint.sql"))
    _keep_presumptions(cursor, settings)
    moves.find_slots(cursor)
    notice = {"notice_hours": settings.notice_hours}
    for table, query in (("agreed_spans", _AGREED_SPANS), ("resolved", _RESOLVE)):
        cursor.execute(
            f"create or replace temp table {table} as " + text_of(query), notice
        )
    moves.link(cursor)
    missing.flag(cursor)


def _keep_presumptions(cursor: duckdb.DuckDBPyConnection, settings: Settings) -> None:
    cursor.execute(
        "create or replace temp table presumptions "
        "(source varchar, presumption varchar)"
    )
    sources = cursor.execute("select distinct source from session_versions").fetchall()
    for (source,) in sources:
        cursor.execute(
            "insert into presumptions values ($1, $2)",
            [source, settings.presumption(source)],
        )
