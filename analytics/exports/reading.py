"""How one file is to be read: dialect, columns, SQL, and what the SQL needs.

A `Reading` is all that importing has to know of a tool. The normal form that
every tool's SQL gives, one row a record:

session_key, client_given_id, client_name, client_email, client_phone,
coach, service, starts_text, starts_local | starts_utc, ends_local,
duration_minutes, zone, booked_local | booked_utc, moved_local, status, problem,
cancelled_local | cancelled_utc, cancelled_by, replaces_key, price_text, currency,
reminder_strategy, package_sessions; and where a tool needs them ``ignored`` (why a row
is no session, or null) and ``record`` (its number in the file, where one record makes
several rows; then in the order of the file).

The other kinds of rows, each with ``problem`` (why a row is refused, or null),
``ignored`` (why it is left out, or null) and ``zone`` where rows name their own;
``X_local`` may be ``X_utc`` as above, and what a tool lacks may be left out:

prices
    price_key (the line's own id: several lines of one session add up), session_key,
    client_given_id, client_name, client_email, client_phone, on_local (of the session;
    midnight is a day without a time), service, amount_text, currency
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
returns
    session_key, client_key (ids of this practice), coach, outcome, contacted_on,
    is_answered, and the text of each (``outcome_text``, …): null where left empty

``status`` of a session is what the tool says: booked, unknown, attended, no_show,
cancelled, cancelled_by_coach, late_cancelled or rescheduled. What it means is decided
later.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analytics.errors import NoRowsError
from analytics.exports.columns import refuse_open_half_day
from analytics.exports.header import as_wide_as_its_rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from analytics.exports.containers import TextFile
    from analytics.exports.export import DateOrder, Export, Kind, Match
    from analytics.exports.header import Table


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
    views: tuple[str, ...] = ()
    """For mapped files: statements, made from the mapping, that lay its columns, dates
    and rules over ``raw`` before `sql` is read."""
    zones: tuple[str, ...] = ()
    """Zones that `views` name."""
    is_numbered: bool = False
    """Whether ``raw`` needs the number of each record of the file (``record``)."""
    is_ragged: bool = False
    """Whether rows may have fewer cells than the header; those they lack are null."""
    warnings: tuple[str, ...] = ()
    kind: Kind = "sessions"
    is_quoted: bool = True
    companions: tuple[Reading, ...] = ()
    """The same rows read as other kinds."""


def of_match(
    file: TextFile, table: Table, match: Match, *, day_first: bool | None = None
) -> Reading:
    """Return how to read a file as the tool's that its header fits.

    Parameters
    ----------
    file
        The text.
    table
        Where its header is.
    match
        How the header fits.
    day_first
        What the owner said of dates such as 03/04/2026, if anything.

    Raises
    ------
    NoRowsError
        Nothing stands below the header.
    DayFirstUnknownError
        Its dates could start with the day or the month.
    HalfDayUnknownError
        Its 12-hour clock says no am and pm.
    """
    if not table.sample:
        raise NoRowsError(file.name)
    export = match.export
    source = export.source or export.tool
    quoted = export.is_quoted
    is_quoted = quoted if isinstance(quoted, bool) else quoted(file, table)
    if (clock := match.columns.get(export.clock or "")) is not None:
        refuse_open_half_day(file, table, clock, is_quoted=is_quoted)
    parameters, warnings = (
        export.settle(file, table, match, _said(day_first))
        if export.settle
        else ({}, ())
    )
    return Reading(
        tool=export.tool,
        tool_name=export.name,
        variant=match.variant,
        confidence=match.confidence,
        why=match.why,
        source=source,
        session_prefix="" if export.tool == "template" else f"{source}:",
        table=as_wide_as_its_rows(table, is_ragged=export.is_ragged),
        # Columns of which a file has any number are fields as well.
        fields=tuple(dict.fromkeys((*export.fields, *match.columns))),
        columns=match.columns,
        sql=export.sql,
        parameters=parameters,
        starts_column=_starts_column(table, match),
        date_form=export.date_form,
        has_zone=export.has_instants or (export.has_zone and "zone" in match.columns),
        cannot_tell=export.cannot_tell,
        is_numbered=export.is_numbered,
        is_ragged=export.is_ragged,
        warnings=(*_hearsay(match), *warnings),
        kind=export.kind,
        is_quoted=is_quoted,
        companions=tuple(_companions(file, table, export, day_first=day_first)),
    )


def _hearsay(match: Match) -> tuple[str, ...]:
    # What is recognised by other things than its columns warns for itself.
    if match.confidence != "likely" or match.export.why:
        return ()
    said = (
        f"This form of {match.export.name}'s file ({match.variant}) is known from "
        "hearsay only, never from a file of its own: look at the first sessions before "
        "you rely on them."
    )
    return (said,)


def _said(day_first: bool | None) -> DateOrder | None:  # noqa: FBT001 - turned into words
    if day_first is None:
        return None
    return "day_first" if day_first else "month_first"


def _companions(
    file: TextFile, table: Table, export: Export, *, day_first: bool | None
) -> Iterator[Reading]:
    for companion in export.companions:
        if match := companion.match(table.header):
            yield of_match(file, table, match, day_first=day_first)


def _starts_column(table: Table, match: Match) -> str:
    for name in ("starts", "starts_at", "date", "on_date"):
        if name in match.columns:
            return table.header[match.columns[name]]
    return ""
