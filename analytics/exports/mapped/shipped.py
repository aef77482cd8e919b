"""The tools that are read by a mapping shipped with Driftline (``mappings/``).

Their files are known from one indirect source each, so they are matched on the set
of names and always shown before they are imported.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from analytics.exports.mapped.form import from_json

if TYPE_CHECKING:
    from analytics.exports.mapped.mapping import MappedExport

FOLDER = Path(__file__).with_name("mappings")


@lru_cache(maxsize=1)
def shipped() -> tuple[MappedExport, ...]:
    """Return every shipped mapping, by the name of its file."""
    return tuple(_read(path) for path in paths())


def paths() -> list[Path]:
    """Return the files of the shipped mappings."""
    return sorted(FOLDER.glob("*.json"))


def _read(path: Path) -> MappedExport:
    return from_json(path.read_text("utf-8"))
