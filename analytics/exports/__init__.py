"""The exports Driftline reads, one module a tool behind one small type.

A tool is a set of column names, where each of our fields stands among them, and
an SQL file that turns its raw text columns into the normal form (see
`reading.py`). To add one: its module and SQL file here, its sample in
``data/samples``, its line in docs/exports.md.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from analytics.exports import acuity, calendly, template
from analytics.exports.export import Export, Match

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["EXPORTS", "Export", "Match", "of_tool", "recognise"]

EXPORTS: tuple[Export, ...] = (calendly.EXPORT, acuity.EXPORT, template.EXPORT)


def recognise(header: Sequence[str]) -> Match | None:
    """Return the tool whose header this is, or nothing.

    The tool with the larger share of its own columns present wins, so that a
    richer relative is not mistaken for a plainer one.
    """
    found = [match for export in EXPORTS if (match := export.match(header))]
    return max(found, key=lambda match: match.share, default=None)


def of_tool(tool: str) -> Export | None:
    """Return the export of that key, such as ``calendly``."""
    return next((e for e in EXPORTS if e.tool == tool.strip().lower()), None)
