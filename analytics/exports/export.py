"""What it takes to know one tool's export."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from analytics.exports.containers import TextFile
    from analytics.exports.header import Table

Confidence = Literal["verified", "likely", "mapped"]

Kind = Literal[
    "sessions", "prices", "visits", "reminders", "actions", "clients", "returns"
]
"""What the rows of a file are; each kind has a normal form (see `reading`)."""

Settled = tuple["Mapping[str, object]", "tuple[str, ...]"]
"""Parameters of a tool's SQL that the file itself settles, and warnings."""

DateOrder = Literal["day_first", "month_first"]
"""How dates such as 03/04/2026 are meant."""

Settle = Callable[["TextFile", "Table", "Match", "DateOrder | None"], Settled]
"""Looks at a file for what its tool's SQL needs to know. The last argument is what
the owner said of its dates, if anything."""


@dataclass(frozen=True)
class Match:
    """A header recognised as a tool's."""

    export: Export
    variant: str
    confidence: Confidence
    columns: Mapping[str, int]
    """Position of each raw field of the tool's SQL file that the file has."""
    share: float
    """Share of the tool's own columns that are present."""
    why: str


@dataclass(frozen=True)
class Export:
    """How one tool lays out its session log."""

    tool: str
    """Key, such as ``calendly``."""
    name: str
    """As a coach knows it."""
    fields: Mapping[str, str]
    """The tool's column name for each raw field of its SQL file."""
    required: frozenset[str]
    """Raw fields without which it is not this tool's."""
    known_columns: frozenset[str]
    """All column names the tool writes itself (folded)."""
    sql: Path
    """From the raw fields to the normal form."""
    date_form: str
    """How the tool writes a start, for messages."""
    has_zone: bool
    """Whether rows can name their own time zone in a column of it."""
    variant_of: Callable[[frozenset[str]], tuple[str, Confidence]]
    """Name and confidence of the variant, given the raw fields present."""
    cannot_tell: tuple[str, ...]
    """What such a file never says and what that costs, one sentence each."""
    has_instants: bool = False
    """Whether the times themselves say where: in UTC, by an offset, by a zone."""
    aliases: Mapping[str, str] = field(default_factory=dict)
    """Other spellings and languages of a column name (folded), and its usual name
    (folded)."""
    occurrences: Mapping[str, int] = field(default_factory=dict)
    """Which of several columns of its name a raw field is, where not the first: 1
    is the second, -1 the last (question columns may carry the name of a fixed one)."""
    numbered: frozenset[str] = frozenset()
    """Raw fields of which a file has any number, each under the name and a number:
    ``attendee`` for attendee1, attendee2 and so on."""
    is_numbered: bool = False
    """Whether the tool's SQL needs ``record``, the number of a row in the file: it
    gives several rows for one, or compares rows. Then it gives ``record`` as well."""
    why: str = ""
    """Why a file is recognised, where it is not by columns that the tool writes."""
    how_to_export: str = ""
    """Where in the tool to find the export."""
    kind: Kind = "sessions"
    is_ragged: bool = False
    """Whether rows may have fewer or more cells than the header, such as totals."""
    is_quoted: bool | Callable[[TextFile, Table], bool] = True
    """Whether quotation marks enclose cells; where not, they are plain text."""
    source: str | None = None
    """What settings are kept by, and the prefix of ids, where several exports come
    from one tool: the tool's key if it is not said."""
    clock: str | None = None
    """Raw field of a start's time, where the tool writes a 12-hour clock: without its
    am and pm the file is asked about."""
    settle: Settle | None = None
    """Looks at the file for what its SQL needs to know, such as day or month first."""
    companions: tuple[Export, ...] = ()
    """The same rows read as another kind, such as the reminders in a session log."""

    def match(self, header: Sequence[str]) -> Match | None:
        """Return how this header fits, or nothing if it is not this tool's."""
        names = [self.aliases.get(n, n) for n in (c.casefold() for c in header)]
        columns = self._positions(names)
        if not self.required <= columns.keys():
            return None
        present = set(names) & self.known_columns
        variant, confidence = self.variant_of(frozenset(columns))
        others = sum(bool(name) and not self.knows(name) for name in names)
        why = (
            f"{len(present)} of the {len(self.known_columns)} columns "
            f"that {self.name} writes"
        )
        if others:
            why += f", and {others} more (questions or your own columns)"
        share = len(present) / len(self.known_columns)
        return Match(self, variant, confidence, columns, share, self.why or why)

    def knows(self, name: str) -> bool:
        """Return whether the tool writes a column of this folded, usual name."""
        return name in self.known_columns or self._numbered(name) is not None

    def _positions(self, names: Sequence[str]) -> dict[str, int]:
        """Return where each raw field stands among the folded, usual names."""
        positions = {}
        for raw, name in self.fields.items():
            at = [i for i, column in enumerate(names) if column == name.casefold()]
            which = self.occurrences.get(raw, 0)
            if -len(at) <= which < len(at):
                positions[raw] = at[which]
        for i, name in enumerate(names):
            if (raw_field := self._numbered(name)) and raw_field not in positions:
                positions[raw_field] = i
        return positions

    def _numbered(self, name: str) -> str | None:
        """Return the raw field of a numbered column, or nothing for another."""
        found = re.fullmatch(r"([a-z_]+?)([1-9]\d{0,3})", name)
        return name if found and found[1] in self.numbered else None
