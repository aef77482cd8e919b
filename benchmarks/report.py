"""What a benchmark prints: the machine, the versions, and tables."""

from __future__ import annotations

import os
import platform
from dataclasses import dataclass
from importlib.metadata import version
from typing import TYPE_CHECKING

import psutil

if TYPE_CHECKING:
    from collections.abc import Sequence

_PACKAGES = ("duckdb", "pandas", "streamlit")


@dataclass(frozen=True)
class Table:
    """Rows of text under a title, with a remark below."""

    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    remark: str = ""


def machine() -> list[str]:
    """Return what the numbers were measured on, a line each."""
    memory = psutil.virtual_memory().total / 2**30
    load = ", ".join(f"{value:.1f}" for value in psutil.getloadavg())
    packages = ", ".join(f"{name} {version(name)}" for name in _PACKAGES)
    system = f"{platform.system()} {platform.machine()}"
    return [
        f"{system}, {os.cpu_count()} processors, {memory:.0f} GiB; load {load}",
        f"Python {platform.python_version()}, {packages}",
    ]


def drawn(table: Table) -> str:
    """Return a table as text, columns aligned; numbers stand right."""
    rows = [table.columns, *table.rows]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = [
        "  ".join(
            cell.ljust(width) if place == 0 else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        for row in rows
    ]
    rule = "-" * len(lines[0])
    remark = [table.remark] if table.remark else []
    return "\n".join([table.title, lines[0], rule, *lines[1:], *remark])
