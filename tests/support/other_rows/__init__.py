"""Exports of a made-up tool whose rows are no sessions, and files as it writes them.

Its sessions look like Driftline's template.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from analytics import exports
from analytics.exports import recognition
from analytics.exports.export import Export
from tests.support.files import table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from analytics.exports.export import Kind
    from tests.support.files import Row

_HERE = Path(__file__).parent

COLUMNS: dict[str, tuple[str, ...]] = {
    "prices": (
        *("line", "booking", "number", "name", "email"),
        *("day", "service", "amount", "currency", "kind"),
    ),
    "reminders": (
        *("booking", "number", "name", "email", "phone"),
        *("starts", "sent", "channel", "strategy", "status"),
    ),
    "actions": ("number", "name", "email", "owner", "task", "due", "done"),
    "clients": ("number", "name", "email", "phone", "studio"),
}
"""The header of each file."""


def export_of(kind: Kind) -> Export:
    """Return the export of that kind."""
    return Export(
        tool=f"muster_{kind}",
        name="Muster",
        fields={name: name for name in COLUMNS[kind]},
        required=frozenset(COLUMNS[kind]),
        known_columns=frozenset(COLUMNS[kind]),
        sql=_HERE / f"{kind}.sql",
        date_form="2026-11-02 10:00",
        has_zone=False,
        variant_of=lambda _present: ("report", "verified"),
        cannot_tell=(),
        kind=kind,
        source="muster",
    )


def write(path: Path, kind: str, rows: Sequence[Row]) -> Path:
    """Write a file of that kind."""
    path.write_text(table(COLUMNS[kind], rows), "utf-8")
    return path


def installed(*, with_flags: bool = False) -> Iterator[None]:
    """Let Driftline know the made-up tool in place of its own template.

    Parameters
    ----------
    with_flags
        Whether its sessions say which of them were reminded of.
    """
    kinds: tuple[Kind, ...] = ("prices", "reminders", "actions", "clients")
    known = list(exports.EXPORTS)
    at = next(i for i, e in enumerate(known) if e.tool in {"template", "muster"})
    sessions = replace(known[at], tool="muster", name="Muster", source="muster")
    if with_flags:
        flags = replace(sessions, kind="reminders", sql=_HERE / "flags.sql")
        sessions = replace(sessions, companions=(flags,))
    known[at] = sessions
    with pytest.MonkeyPatch.context() as patch:
        found = (*known, *(export_of(kind) for kind in kinds))
        patch.setattr(exports, "EXPORTS", found)
        patch.setattr(recognition, "EXPORTS", found)
        yield
