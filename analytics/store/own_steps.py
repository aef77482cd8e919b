"""A practice's own steps: the files somebody edited, in a folder beside the practice.

For ``practice.duckdb`` it is ``practice.duckdb.steps``, with one file a step. They
are files so that any editor opens them; what stands in them is read by the playbook.
A backup takes the folder along under the backup's name, and restoring brings it back.
"""

from __future__ import annotations

import re
import secrets
import shutil
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from analytics.errors import BadEntryError
from analytics.store import files
from analytics.store.database import errors_said

if TYPE_CHECKING:
    from pathlib import Path

ENDING: Final = ".steps"

MOST_BYTES: Final = 100_000
"""Of a longer file the beginning is read, which is enough to refuse it."""

_MOST_FILES = 200
_KEY = re.compile(r"[a-z]+(?:_[a-z]+)*")

_CHANGED = (
    "This step was changed meanwhile, in another window or program, so nothing was "
    "saved. Copy your words, open the page anew and look at both."
)

Stamp = tuple[tuple[str, int, int], ...]


def folder_of(practice: Path) -> Path:
    """Return where the own steps of a practice lie, whether there are any or not."""
    return practice.with_name(f"{practice.name}{ENDING}")


def stamp(practice: Path) -> Stamp:
    """Return what tells whether a file has changed: name, time (ns), size (bytes)."""
    found = []
    for path in _paths(practice):
        # A file that is taken away this moment is seen to be gone the next.
        with suppress(OSError):
            about = path.stat()
            found.append((path.name, about.st_mtime_ns, about.st_size))
    return tuple(found)


def read(practice: Path) -> dict[str, bytes]:
    """Return the content of every file by its name without the ending.

    A file that may not be read counts as empty: no page breaks because of it.
    """
    found = {}
    for path in _paths(practice):
        found[path.stem] = b""
        with suppress(OSError), path.open("rb") as file:
            found[path.stem] = file.read(MOST_BYTES + 1)
    return found


def texts(practice: Path) -> dict[str, str]:
    """Return what stands in the files, by where they lie."""
    folder = folder_of(practice).name
    return {
        f"{folder}/{key}.md": content.decode("utf-8", "replace")
        for key, content in read(practice).items()
    }


def write(practice: Path, key: str, content: bytes, *, was: bytes | None) -> None:
    """Keep a step's file.

    Parameters
    ----------
    was
        What stood there when somebody began to edit; ``None`` where there was no file.

    Raises
    ------
    BadEntryError
        Somebody else has changed it meanwhile; nothing was kept.
    PracticeNotWritableError, DiskFullError
        Nothing was kept.
    """
    path = _path(practice, key)
    with errors_said(path):
        path.parent.mkdir(exist_ok=True)
        _check_unchanged(path, was)
        with files.written_aside(path) as part:
            part.write_bytes(content)


def remove(practice: Path, key: str, *, was: bytes | None) -> None:
    """Let the shipped step stand again.

    Raises
    ------
    BadEntryError
        Somebody else has changed it meanwhile; nothing was removed.
    PracticeNotWritableError
        The folder does not allow it.
    """
    path = _path(practice, key)
    with errors_said(path):
        _check_unchanged(path, was)
        path.unlink(missing_ok=True)


def copy(source: Path, target: Path) -> int:
    """Take the own steps of one practice along to another; return how many.

    Those that lie at the target are replaced. Without any at the source nothing is
    done: an older backup knows of none, and nobody wants to lose words because of it.
    """
    found = read(source)
    if not found:
        return 0
    folder = folder_of(target)
    # By its name the next run removes it if this one is killed.
    part = target.with_name(f".{target.name}.work-{secrets.token_hex(4)}")
    with errors_said(folder):
        try:
            part.mkdir()
            for key, content in found.items():
                (part / f"{key}.md").write_bytes(content)
            if folder.exists():
                shutil.rmtree(folder)
            part.rename(folder)
        finally:
            shutil.rmtree(part, ignore_errors=True)
    return len(found)


def _paths(practice: Path) -> list[Path]:
    folder = folder_of(practice)
    if not folder.is_dir():
        return []
    with errors_said(folder):
        found = [path for path in folder.glob("*.md") if path.is_file()]
    return sorted(found)[:_MOST_FILES]


def _path(practice: Path, key: str) -> Path:
    if not _KEY.fullmatch(key):
        message = f"There is no step {key!r}."
        raise BadEntryError(message)
    return folder_of(practice) / f"{key}.md"


def _check_unchanged(path: Path, was: bytes | None) -> None:
    there = path.read_bytes()[: MOST_BYTES + 1] if path.is_file() else None
    if there != was:
        raise BadEntryError(_CHANGED)
