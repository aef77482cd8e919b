"""What it takes to import one kind of rows other than sessions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


@dataclass(frozen=True)
class Kind:
    """How rows of one kind are read, kept and counted."""

    name: str
    """As `Reading.kind` has it."""
    one: str
    many: str
    """What one row and several are called in a sentence."""
    fields: Mapping[str, str]
    """The columns of the normal form with their types; what a tool lacks is null."""
    stage: Path
    """From the normal form (``given``) to the columns of `table`, with ``refused``
    and ``ignored`` (why, or null) and ``record``."""
    table: str
    """Where rows are kept, as each import showed them."""
    key: str
    """Column of `table` that names a row."""
    weight: str
    """SQL over the columns of `table`: of several rows of one file or moment with one
    key the one with the largest is kept."""
    places: Path | None
    """Once everything is computed: one row a kept row of ``$import_id`` with
    client_id, target (the session or client it belongs to, or null), person_name
    and shown_at (a time to find it by, or null)."""
    target_one: str = "session"
    target_many: str = "sessions"
    """What rows belong to."""
    is_part_of_log: bool = False
    """Whether sessions or clients follow from such rows: then the log of the people
    concerned is computed anew after every import of them."""
