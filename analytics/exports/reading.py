"""How one file is to be read: dialect, columns, SQL, and what the SQL needs.

A `Reading` is all that importing has to know of a tool. The normal form that
every tool's SQL gives, one row a record:

session_key, client_given_id, client_name, client_email, client_phone,
coach, service, starts_text, starts_local | starts_utc, ends_local,
duration_minutes, zone, booked_local | booked_utc, moved_local, status, problem,
cancelled_local | cancelled_utc, cancelled_by, replaces_key, price_text, currency,
reminder_strategy, package_sessions.

The other kinds of rows, each with ``problem`` (why a row is refused, or null) and
``zone`` where rows name their own; ``X_local`` may be ``X_utc`` as above:

prices
    session_key, client_given_id, client_name, client_email, client_phone, on_local
    (of the session), service, amount_text, currency
visits
    meeting_key, topic, meeting_starts_local, meeting_ends_local, person_name,
    person_email, joined_local, left_local, minutes, role (host, participant, absent)
reminders
    session_key, client_given_id, client_name, client_email, client_phone,
    session_starts_local, sent_local, channel, strategy, status (sent, not_sent,
    no_contact, opted_out, unknown)
actions
    action_key, client_given_id, client_name, client_email, client_phone, owner
    (client, coach), text, given_local, due_local, done_local, is_done
clients
    client_given_id, client_name, client_email, client_phone, coach, since_local

``status`` of a session is what the tool says: booked, unknown, attended, no_show,
cancelled, cancelled_by_coach, late_cancelled or rescheduled. What it means is decided
later.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from analytics.errors import (
    DayFirstUnknownError,
    NoRowsError,
    UnrecognisedExportError,
    WrongToolError,
)
from analytics.exports import EXPORTS, of_tool, recognise
from analytics.exports.dates import NO_FORM
from analytics.exports.header import (
    key_of,
    likeliest,
    tables,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from analytics.exports.container import TextFile
    from analytics.exports.export import Export, Kind, Match
    from analytics.exports.header import Table
    from analytics.exports.mapping import MappedExport


@dataclass(frozen=True)
class Reading:
    """How to read one file."""

    tool: str
    tool_name: str
    variant: str
    confidence: str
    why: str
    source: str
    """What settings are kept by: the tool, or the mapping's name."""
    session_prefix: str
    """Put before the tool's own ids, which are unique only within it."""
    table: Table
    fields: tuple[str, ...]
    """Raw fields the SQL expects; those the file lacks are null."""
    columns: Mapping[str, int]
    sql: Path
    parameters: Mapping[str, object]
    starts_column: str
    date_form: str
    has_zone: bool
    cannot_tell: tuple[str, ...]
    status_words: Mapping[str, str] = field(default_factory=dict)
    """For mapped files: a status cell (folded) and the outcome it stands for."""
    warnings: tuple[str, ...] = ()
    kind: Kind = "sessions"
    is_quoted: bool = True
    companions: tuple[Reading, ...] = ()
    """The same rows read as other kinds."""


def known_reading(file: TextFile, tool: str | None = None) -> Reading:
    """Recognise a file by its columns.

    Parameters
    ----------
    file
        The text.
    tool
        Key of the tool the owner named; the file has to be its.

    Raises
    ------
    UnrecognisedExportError, WrongToolError, NoRowsError
        The file is not one that Driftline knows by itself.
    """
    found = _first_match(file)
    if tool is not None:
        named = of_tool(tool)
        if named is None or found is None or found[1].export.tool != named.tool:
            raise WrongToolError(
                file.name, tool, found[1].export.name if found else None
            )
    if found is None:
        table = likeliest(file)
        raise UnrecognisedExportError(
            file.name, table.header, [export.name for export in EXPORTS]
        )
    return _of_match(file, *found)


def _first_match(file: TextFile) -> tuple[Table, Match] | None:
    matches = [(t, m) for t in tables(file) if (m := recognise(t.header))]
    return max(matches, key=lambda found: found[1].share, default=None)


def _of_match(file: TextFile, table: Table, match: Match) -> Reading:
    if not table.sample:
        raise NoRowsError(file.name)
    export = match.export
    source = export.source or export.tool
    parameters, warnings = (
        export.settle(file, table, match) if export.settle else ({}, ())
    )
    return Reading(
        tool=export.tool,
        tool_name=export.name,
        variant=match.variant,
        confidence=match.confidence,
        why=match.why,
        source=source,
        session_prefix="" if export.tool == "template" else f"{source}:",
        table=table,
        fields=tuple(export.fields),
        columns=match.columns,
        sql=export.sql,
        parameters=parameters,
        starts_column=_starts_column(table, match),
        date_form=export.date_form,
        has_zone=export.has_zone and _gives_zone(match),
        cannot_tell=export.cannot_tell,
        warnings=warnings,
        kind=export.kind,
        is_quoted=export.is_quoted,
        companions=tuple(_companions(file, table, export)),
    )


def _companions(file: TextFile, table: Table, export: Export) -> Iterator[Reading]:
    for companion in export.companions:
        if match := companion.match(table.header):
            yield _of_match(file, table, match)


def _starts_column(table: Table, match: Match) -> str:
    field = next(iter(match.export.required & {"starts", "starts_at"}))
    return table.header[match.columns[field]]


def _gives_zone(match: Match) -> bool:
    # Driftline's template has its offsets inside the times.
    return match.export.tool == "template" or "zone" in match.columns


def mapped_reading(file: TextFile, mapping: MappedExport) -> Reading:
    """Return how to read a file with a mapping made in the wizard.

    Raises
    ------
    BadMappingError
        The mapping names columns the file does not have.
    DayFirstUnknownError
        The mapping leaves the order of day and month open.
    """
    table = table_of(file, mapping.header)
    if mapping.forms.get("starts") in (None, ""):
        column = mapping.columns["starts"].name
        raise DayFirstUnknownError(file.name, column, "03/04/2026")
    return Reading(
        tool="mapping",
        tool_name=mapping.name,
        variant="your own mapping",
        confidence="mapped",
        why=f"it has the columns that your mapping {mapping.name!r} describes",
        source=mapping.source,
        session_prefix=f"{mapping.source}:",
        table=table,
        fields=mapping.FIELDS,
        columns=mapping.positions(table.header),
        sql=mapping.SQL,
        parameters={
            f"{name}_form": mapping.forms.get(name) or NO_FORM
            for name in ("starts", "booked", "cancelled")
        },
        starts_column=mapping.columns["starts"].name,
        date_form="the form you chose",
        has_zone="zone" in mapping.columns,
        cannot_tell=mapping.cannot_tell(),
        status_words={word.casefold(): said for word, said in mapping.statuses.items()},
    )


def table_of(file: TextFile, header: Sequence[str]) -> Table:
    """Return the table in the file that has this header, else the likeliest."""
    wanted = key_of(header)
    for table in tables(file):
        if key_of(table.header) == wanted:
            return table
    return likeliest(file)
