"""What a coach is asked to fill in and send back: a small CSV file.

A row is a session of which nobody has said what became of it, or a client of this
week's list who may be contacted. Ids are the keys; whom a row is about is said by
initials. `coach_return` reads the file again.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from analytics.exports.tools.coach_return import COLUMNS
from analytics.names import cell, initials
from analytics.words import moment

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

ANSWERS: Final = (
    "came",
    "did not come",
    "cancelled late",
    "cancelled",
    "I cancelled",
    "not known",
)
"""What can be said of a session, in a coach's words."""


@dataclass(frozen=True)
class ReturnRow:
    """A session or a client to say something of."""

    session_id: str | None
    client_id: str
    name: str
    starts_at: dt.datetime | None
    """UTC without a zone; ``None`` for a client."""
    is_presumed: bool = False
    """The session is taken for attended because nobody said otherwise."""


def file_of(
    rows: Sequence[ReturnRow], coach: str, *, zone_name: str, today: dt.date
) -> bytes:
    """Return the file to fill in, as a spreadsheet opens it."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, COLUMNS, restval="", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(fields(row, coach, zone_name, today) for row in rows)
    return out.getvalue().encode("utf-8-sig")


def fields(
    row: ReturnRow, coach: str, zone_name: str, today: dt.date
) -> Mapping[str, object]:
    """Return the cells of a row that are filled in already."""
    when = (
        "" if row.starts_at is None else moment(row.starts_at, zone_name, today=today)
    )
    said = {
        "session_id": row.session_id or "",
        "client_id": "" if row.session_id else row.client_id,
        "coach": coach,
        "initials": initials(row.name),
        "when": when,
    }
    return {key: cell(value) for key, value in said.items()}
