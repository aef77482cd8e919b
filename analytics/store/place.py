"""Where the practice's file lies unless somebody says otherwise."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

VARIABLE = "DRIFTLINE_DATABASE"

_PROJECT = Path(__file__).resolve().parents[2]


def practice_path(environment: Mapping[str, str], given: str | None = None) -> Path:
    """Return the practice's file: the one given, else the variable's, else ours.

    Parameters
    ----------
    environment
        The process's environment; `VARIABLE` may name a file.
    given
        What the command line says.
    """
    named = given or environment.get(VARIABLE)
    if named:
        return Path(named).expanduser()
    return _PROJECT / "data" / "practice.duckdb"
