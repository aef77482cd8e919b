"""Rows of cells as delimited text in which a row stays on its line."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path


def write(path: Path, rows: Iterable[Sequence[str]]) -> int:
    """Write rows and return how many are filled; an empty one is an empty line."""
    filled = 0
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        for row in rows:
            cells = [flat(cell) for cell in row]
            if any(cells):
                filled += 1
                writer.writerow(cells)
            else:
                out.write("\n")
    return filled


def flat(cell: str) -> str:
    """Return a cell's text on one line, without signs that are no text."""
    if cell.isprintable():
        return cell.strip()
    kept = "".join(
        c if c.isprintable() or c.isspace() or ord(c) > 0x9F else " " for c in cell
    )
    return " ".join(kept.encode("utf-8", "replace").decode().split())
