"""Open a file that is one table of text, whatever it is packed in."""

from __future__ import annotations

import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from analytics.errors import SeveralTablesError
from analytics.exports.containers import open_text, unpack

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analytics.exports.containers import TextFile


@contextmanager
def opened(path: Path, file_name: str | None = None) -> Iterator[TextFile]:
    """Give a file's only table as text, for as long as it is needed.

    Parameters
    ----------
    path
        The file.
    file_name
        Its name as the owner knows it, if it lies under another.

    Raises
    ------
    PracticeError
        It is no table, or several (`SeveralTablesError`).
    """
    name = file_name or path.name
    with tempfile.TemporaryDirectory(prefix="driftline-") as workplace:
        folder = Path(workplace)
        parts = unpack(path, name, folder).parts
        if len(parts) > 1:
            raise SeveralTablesError(name, len(parts))
        yield open_text(parts[0].path, parts[0].name, folder)
