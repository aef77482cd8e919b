"""How much of a file is opened at most.

Far beyond what a practice exports, and small enough for its computer: a few kilobytes
can be packed so that they unpack to more than any disk holds.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

MEGABYTE: Final = 1 << 20

MOST_FILES_IN_A_ZIP: Final = 5_000
MOST_ZIP_BYTES: Final = 1024 * MEGABYTE
"""Of all files in it, unpacked."""
MOST_DIRECTORY_BYTES: Final = 4 * MEGABYTE
"""Of a ZIP's list of contents: read as a whole before anything can be counted."""
MOST_RATIO: Final = 200
"""Unpacked to packed. Session logs pack 5 to 50 times; zeros a thousand times."""
RATIO_BYTES: Final = 8 * MEGABYTE
"""Below this size a file may be as repetitive as it likes."""

MOST_WORKBOOK_BYTES: Final = 512 * MEGABYTE
"""Unpacked: a million rows of a session log."""
MOST_SHEETS: Final = 100
MOST_PAGE_BYTES: Final = 32 * MEGABYTE
"""A browser's rules of repair take about a second for two megabytes."""
MOST_CALENDAR_BYTES: Final = 64 * MEGABYTE

MOST_TABLES: Final = 1_000
MOST_NESTED: Final = 200
"""Elements of a page inside one another."""
MOST_SPANNED: Final = 100
"""Columns or rows that one merged cell of a page takes."""


@dataclass(frozen=True)
class Allowance:
    """What reading one file may take."""

    seconds: float
    memory_bytes: int


def allowance(unpacked_bytes: int) -> Allowance:
    """Return what reading a file of that size may take.

    Ten seconds a megabyte and ten times its size, with a beginning for small files
    and an end for large ones.
    """
    megabytes = unpacked_bytes / MEGABYTE
    return Allowance(
        seconds=min(20 + 10 * megabytes, 600),
        memory_bytes=min(64 * MEGABYTE + 10 * unpacked_bytes, 3072 * MEGABYTE),
    )
