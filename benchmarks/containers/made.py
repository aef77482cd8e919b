"""A file of the benchmark, apart from what writes it: that takes much memory."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True)
class Made:
    """A file to import."""

    name: str
    path: Path
    unpacked_bytes: int
