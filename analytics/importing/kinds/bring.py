"""Import a file of another kind than sessions, and the companions of any file."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from analytics.contracts import OtherRows, Unmatched
from analytics.importing import report, resolve, staging
from analytics.importing.kinds import KINDS, follow, rows, told
from analytics.store.queries import text_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    import duckdb

    from analytics.contracts import ImportReport, Refusal
    from analytics.importing.importer import Incoming
    from analytics.importing.kinds.kind import Kind
    from analytics.importing.kinds.rows import KeptRows
    from analytics.importing.resolve import Change
    from analytics.settings import Settings

_HERE = Path(__file__).parent

SHOWN_UNMATCHED = 200
"""Rows without a place that a report lists; the count tells of all."""


def bring(
    cursor: duckdb.DuckDBPyConnection, incoming: Incoming, settings: Settings
) -> ImportReport:
    """Import a file whose rows are no sessions and say what it brought.

    Raises
    ------
    PracticeError
        Of the kind that says what was found and what to do.
    """
    kind = KINDS[incoming.reading.kind]
    structure = rows.stage(cursor, incoming, incoming.reading, kind)
    kept = rows.keep(cursor, incoming, incoming.reading, kind)
    refusals = sorted(
        [
            *structure,
            *staging.row_refusals(
                cursor,
                incoming.file,
                incoming.reading,
                structure,
                table="staged_rows",
            ),
        ],
        key=lambda refusal: refusal.line,
    )
    keep_companions(cursor, incoming)
    change = _follow(cursor, incoming, settings)
    done = _report(incoming, kept, refusals, change)
    return replace(done, others=others(cursor, incoming))


def keep_companions(cursor: duckdb.DuckDBPyConnection, incoming: Incoming) -> None:
    """Keep the rows of a file that are read as other kinds beside its own."""
    for reading in incoming.reading.companions:
        kind = KINDS[reading.kind]
        rows.stage(cursor, incoming, reading, kind)
        rows.keep(cursor, incoming, reading, kind)


def others(
    cursor: duckdb.DuckDBPyConnection, incoming: Incoming
) -> tuple[OtherRows, ...]:
    """Return what became of an import's rows of other kinds, once all is computed."""
    names = [incoming.reading.kind, *(r.kind for r in incoming.reading.companions)]
    kinds = [KINDS[name] for name in dict.fromkeys(names) if name in KINDS]
    found = (_placed(cursor, incoming.import_id, kind) for kind in kinds)
    return tuple(one for one in found if one is not None)


def _follow(
    cursor: duckdb.DuckDBPyConnection, incoming: Incoming, settings: Settings
) -> Change:
    names = {incoming.reading.kind, *(r.kind for r in incoming.reading.companions)}
    cursor.execute("create or replace temp table touched (client_id varchar)")
    if any(KINDS[name].is_part_of_log for name in names):
        follow.touch(cursor, incoming.import_id)
        return resolve.resolve(cursor, settings)
    return resolve.follow_only(cursor, settings)


def _placed(
    cursor: duckdb.DuckDBPyConnection, import_id: str, kind: Kind
) -> OtherRows | None:
    own = cursor.execute(
        f"select 1 from {kind.table} where import_id = $1 limit 1",  # noqa: S608 - names of our own
        [import_id],
    )
    if kind.places is None or own.fetchone() is None:
        return None
    cursor.execute(
        f"create or replace temp table places as {text_of(kind.places)}",
        {"import_id": import_id},
    )
    count, matched, targets = cursor.execute(
        "select count(*), count(target), count(distinct target) from places"
    ).fetchone() or (0, 0, 0)
    unmatched = cursor.execute(
        "select person_name, shown_at, client_id is not null from places "
        "where target is null order by shown_at, person_name limit $1",
        [SHOWN_UNMATCHED],
    ).fetchall()
    return OtherRows(
        kind=kind.name,
        rows=count,
        matched=matched,
        targets=targets,
        unmatched=count - matched,
        unmatched_rows=tuple(
            Unmatched(who, at, told.why(kind, is_known=bool(known)))
            for who, at, known in unmatched
        ),
        sentence=told.sentence(kind, count, targets, count - matched),
    )


def _report(
    incoming: Incoming, kept: KeptRows, refusals: Sequence[Refusal], change: Change
) -> ImportReport:
    unsplit = len(refusals) - kept.refused
    ignored = [*kept.ignored]
    if kept.forgotten:
        ignored.append((report.FORGOTTEN, kept.forgotten))
    warnings = [*incoming.warnings]
    if kept.conflicting:
        warnings.append(
            f"{kept.conflicting} rows repeat another row of this file with other "
            "details; the row that says more was kept."
        )
    return replace(
        report.nothing_yet(incoming),
        rows=kept.rows + unsplit,
        accepted=kept.news,
        duplicate=kept.known + kept.repeated,
        refused=len(refusals),
        ignored=sum(count for _, count in ignored),
        new=change.new,
        changed=change.changed,
        refusals=tuple(refusals),
        ignored_reasons=tuple(ignored),
        warnings=tuple(warnings),
    )
