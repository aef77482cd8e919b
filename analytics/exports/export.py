"""What it takes to know one tool's export."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from analytics.exports.container import TextFile
    from analytics.exports.header import Table

Confidence = Literal["verified", "likely", "mapped"]

Kind = Literal["sessions", "prices", "visits", "reminders", "actions", "clients"]
"""What the rows of a file are; each kind has a normal form (see `reading`)."""

Settled = tuple["Mapping[str, object]", "tuple[str, ...]"]
"""Parameters of a tool's SQL that the file itself settles, and warnings."""


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
    """Whether rows can name their own time zone or offset."""
    variant_of: Callable[[frozenset[str]], tuple[str, Confidence]]
    """Name and confidence of the variant, given the raw fields present."""
    cannot_tell: tuple[str, ...]
    """What such a file never says and what that costs, one sentence each."""
    last_wins: frozenset[str] = frozenset()
    """Raw fields to be taken from the last column of their name: question
    columns before it may carry the same name."""
    how_to_export: str = ""
    """Where in the tool to find the export."""
    kind: Kind = "sessions"
    is_quoted: bool = True
    """Whether quotation marks enclose cells; where not, they are plain text."""
    source: str | None = None
    """What settings are kept by, and the prefix of ids, where several exports come
    from one tool: the tool's key if it is not said."""
    settle: Callable[[TextFile, Table, Match], Settled] | None = None
    """Looks at the file for what its SQL needs to know, such as day or month first."""
    companions: tuple[Export, ...] = ()
    """The same rows read as another kind, such as the reminders in a session log."""

    def match(self, header: Sequence[str]) -> Match | None:
        """Return how this header fits, or nothing if it is not this tool's."""
        columns = self._positions(header)
        if not self.required <= columns.keys():
            return None
        present = {name.casefold() for name in header} & self.known_columns
        variant, confidence = self.variant_of(frozenset(columns))
        others = len(header) - len(present)
        why = (
            f"{len(present)} of the {len(self.known_columns)} columns "
            f"that {self.name} writes"
        )
        if others:
            why += f", and {others} more (questions or your own columns)"
        share = len(present) / len(self.known_columns)
        return Match(self, variant, confidence, columns, share, why)

    def _positions(self, header: Sequence[str]) -> dict[str, int]:
        folded = [name.casefold() for name in header]
        positions = {}
        for field, name in self.fields.items():
            at = [i for i, column in enumerate(folded) if column == name.casefold()]
            if at:
                positions[field] = at[-1] if field in self.last_wins else at[0]
        return positions
