"""Which tool a file is from, why, and whether another could be meant as well.

A tool fits when the columns it cannot do without are there. Of two that fit, the one
that explains all the other does and more is meant: neither a richer nor a poorer
relative wins by chance. Where neither explains the other's columns and both explain
about as much, the owner is asked.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analytics.errors import (
    SeveralToolsFitError,
    UnrecognisedExportError,
    WrongToolError,
)
from analytics.exports import EXPORTS
from analytics.exports.header import likeliest, tables
from analytics.exports.mapped.mapping import fold
from analytics.exports.mapped.reading import mapped_reading
from analytics.exports.mapped.shipped import shipped
from analytics.exports.reading import of_match

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analytics.exports.containers import TextFile
    from analytics.exports.export import Match
    from analytics.exports.header import Table
    from analytics.exports.mapped.mapping import MappedExport
    from analytics.exports.reading import Reading

CLEARLY_BETTER = 0.25
"""By so much a tool has to explain a file better, to be meant without asking."""


@dataclass(frozen=True)
class Candidate:
    """A tool whose columns a file has."""

    tool: str
    name: str
    kind: str
    table: Table
    explained: frozenset[str]
    """The file's columns that the tool writes, folded."""
    fit: float
    """How well file and tool cover one another, from 0 to 1."""
    match: Match | None = None
    mapping: MappedExport | None = None

    def explains_more_than(self, other: Candidate) -> bool:
        """Return whether it explains all that the other does, and something more."""
        return self.explained > other.explained

    def reading(self, file: TextFile, *, day_first: bool | None = None) -> Reading:
        """Return how to read the file as this tool's.

        Raises
        ------
        PracticeError
            The file leaves open what only the owner can say, or holds no rows.
        """
        if self.mapping is not None:
            return mapped_reading(
                file, self.mapping, table=self.table, day_first=day_first
            )
        assert self.match is not None  # noqa: S101 - a candidate has one of the two
        return of_match(file, self.table, self.match, day_first=day_first)


def known_reading(
    file: TextFile, tool: str | None = None, *, day_first: bool | None = None
) -> Reading:
    """Return how to read a file whose tool Driftline knows by its columns.

    Parameters
    ----------
    file
        The text.
    tool
        Key of the tool the owner named; the file has to be its.
    day_first
        What the owner said of dates such as 03/04/2026; asked for where the file
        does not settle it.

    Raises
    ------
    UnrecognisedExportError, WrongToolError, NoRowsError
        The file is not one that Driftline knows by itself.
    SeveralToolsFitError
        It could be one of two tools'.
    DayFirstUnknownError, HalfDayUnknownError
        Its dates leave open what only the owner can say.
    DamagedIdsError
        A spreadsheet has rounded its ids.
    """
    return chosen(file, tool).reading(file, day_first=day_first)


def chosen(file: TextFile, tool: str | None = None) -> Candidate:
    """Return the tool that a file is from.

    Raises
    ------
    UnrecognisedExportError, WrongToolError, SeveralToolsFitError
        None, another than the one named, or more than one.
    """
    found = candidates(file)
    if tool is not None:
        named = [c for c in found if c.tool == tool.strip().lower()]
        if not named:
            raise WrongToolError(file.name, tool, found[0].name if found else None)
        return named[0]
    if not found:
        header = likeliest(file).header
        raise UnrecognisedExportError(file.name, header, sorted(known_names()))
    if len(rivals := meant(found)) > 1:
        raise SeveralToolsFitError(file.name, [(c.tool, c.name) for c in rivals])
    return found[0]


def meant(found: list[Candidate]) -> list[Candidate]:
    """Return which of the tools that fit may be meant: one, or those to ask about."""
    best = found[0]
    return [
        best,
        *(
            other
            for other in found[1:]
            if other.tool != best.tool
            and not best.explains_more_than(other)
            and best.fit - other.fit < CLEARLY_BETTER
        ),
    ]


def candidates(file: TextFile) -> list[Candidate]:
    """Return every tool whose columns the file has, each once, the likeliest first."""
    best: dict[tuple[str, str, str], Candidate] = {}
    for table in tables(file):
        for found in (*_verified(table), *_likely(table)):
            key = (found.tool, found.name, found.kind)
            if key not in best or found.fit > best[key].fit:
                best[key] = found
    ordered = sorted(best.values(), key=lambda c: (-c.fit, c.tool))
    # Who explains more comes before whom it explains, however few columns that has.
    for place in range(1, len(ordered)):
        if ordered[place].explains_more_than(ordered[0]):
            ordered.insert(0, ordered.pop(place))
    return ordered


def _verified(table: Table) -> Iterator[Candidate]:
    names = _names(table)
    for export in EXPORTS:
        if match := export.match(table.header):
            usual = export.aliases
            explained = frozenset(n for n in names if export.knows(usual.get(n, n)))
            fit = _fit(explained, len(export.known_columns), names)
            yield Candidate(
                export.tool, export.name, export.kind, table, explained, fit, match
            )


def _likely(table: Table) -> Iterator[Candidate]:
    names = _names(table)
    for mapping in shipped():
        columns = mapping.addressed()
        needed = (columns[key].position(table.header) for key in mapping.needed)
        if None not in needed:
            explained = frozenset(n for n in names if fold(n) in mapping.names())
            fit = _fit(explained, mapping.count_columns(), names)
            tool = mapping.tool or mapping.source
            yield Candidate(
                *(tool, mapping.name, mapping.kind, table, explained, fit),
                mapping=mapping,
            )


def _names(table: Table) -> frozenset[str]:
    return frozenset(name.casefold() for name in table.header if name)


def _fit(explained: frozenset[str], own: int, names: frozenset[str]) -> float:
    return min(1.0, 2 * len(explained) / (own + len(names)))


def known_names() -> set[str]:
    """Return the names of all tools whose files are known by their columns."""
    return {e.name for e in EXPORTS} | {m.name for m in shipped()}


def tool_name(source: str) -> str | None:
    """Return the name of the tool whose files a source's settings are kept for."""
    for export in EXPORTS:
        if source in {export.tool, export.source}:
            return export.name
    return next((m.name for m in shipped() if m.source == source), None)
