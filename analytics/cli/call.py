"""One call of a command: what was typed, which practice, and when."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analytics.errors import MissingFileError
from analytics.store import open_practice

if TYPE_CHECKING:
    import argparse
    import datetime as dt
    from collections.abc import Iterator
    from pathlib import Path

    from analytics.store import Database


@dataclass(frozen=True)
class Call:
    """What a command is given."""

    arguments: argparse.Namespace
    path: Path
    """The practice's file."""
    now: dt.datetime
    """UTC, without a zone."""

    @contextmanager
    def opened(self) -> Iterator[Database]:
        """Open the practice, making an empty one where there is none."""
        database = open_practice(self.path)
        try:
            yield database
        finally:
            database.close()

    @contextmanager
    def opened_existing(self) -> Iterator[Database]:
        """Open a practice that has to be there: nothing is made by a slip.

        Raises
        ------
        MissingFileError
            There is no such file.
        """
        if not self.path.exists():
            raise MissingFileError(self.path)
        with self.opened() as database:
            yield database
