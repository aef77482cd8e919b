"""``mappings``: what was said about other tools' files, to share and to take over."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from analytics import importing
from analytics.cli import output
from analytics.cli.output import Answer
from analytics.errors import FileThereError, MappingNotFoundError, MissingFileError
from analytics.exports.mapped.form import LONGEST_MAPPING, from_json, to_json

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from analytics.cli.call import Call
    from analytics.exports.mapped.mapping import MappedExport
    from analytics.store import Database

ENDING = ".json"
"""By which a mapping's file is told from a mapping's name."""


def list_mappings(call: Call) -> Answer:
    """List the mappings that are kept."""
    with call.opened() as database:
        found = importing.mappings(database)
    return Answer(
        data={
            "mappings": [
                {"name": m.name, "kind": m.kind, "columns": len(m.columns)}
                for m in found
            ]
        },
        lines=lambda: _listed(found),
    )


def export(call: Call) -> Answer:
    """Write a mapping to a file that can be shared; no client is in it.

    Raises
    ------
    MappingNotFoundError, FileThereError, MissingFolderError
        There is no such mapping, or no room for it.
    """
    path = Path(call.arguments.path).expanduser()
    with call.opened_existing() as database:
        mapping = _named(database, call.arguments.name)
    if path.exists():
        raise FileThereError(path)
    if not path.parent.is_dir():
        raise MissingFileError(path.parent)
    path.write_text(to_json(importing.for_sharing(mapping)) + "\n", "utf-8")
    return Answer(
        data={"name": mapping.name, "path": path.name},
        lines=lambda: [f"The mapping {mapping.name!r} is in {path.name}."],
    )


def add(call: Call) -> Answer:
    """Keep a mapping that somebody else has made.

    Raises
    ------
    MissingFileError, BadMappingError
        There is no such file, or it is no mapping.
    """
    mapping = read(Path(call.arguments.path).expanduser())
    with call.opened() as database:
        importing.save_mapping(database, mapping, now=call.now)
    return Answer(
        data={"name": mapping.name, "kind": mapping.kind},
        lines=lambda: [f"Kept as {mapping.name!r}: files of that form are known now."],
    )


def remove(call: Call) -> Answer:
    """Forget a mapping; what was imported with it stays."""
    with call.opened_existing() as database:
        mapping = importing.remove_mapping(database, call.arguments.name)
    return Answer(
        data={"name": mapping.name, "removed": True},
        lines=lambda: [f"The mapping {mapping.name!r} is forgotten."],
    )


def read(path: Path) -> MappedExport:
    """Return the mapping that a file holds, as a stranger's.

    Raises
    ------
    MissingFileError, BadMappingError
        There is no such file, or it is no mapping.
    """
    if not path.is_file():
        raise MissingFileError(path)
    with path.open("rb") as file:
        content = file.read(4 * LONGEST_MAPPING + 1)
    text = content.decode("utf-8-sig", errors="replace")
    return importing.from_a_stranger(from_json(text))


def said(text: str | None) -> str | MappedExport | None:
    """Return what ``--mapping`` names: a file by its ending, else a kept mapping."""
    if text is None or not text.lower().endswith(ENDING):
        return text
    return read(Path(text).expanduser())


def _named(database: Database, name: str) -> MappedExport:
    kept = importing.mappings(database)
    for mapping in kept:
        if mapping.name.casefold() == name.strip().casefold():
            return mapping
    raise MappingNotFoundError(name, sorted(m.name for m in kept))


def _listed(found: Sequence[MappedExport]) -> Iterator[str]:
    if not found:
        yield "Nothing has been said about other tools' files yet."
        return
    yield from output.table(
        ("name", "rows are", "columns"),
        ((m.name, m.kind, len(m.columns)) for m in found),
    )
