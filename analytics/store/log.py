"""The log beside the practice: what happened, without anybody's name.

A line holds an event's name, an import's id, counts and the class of an error,
and nothing else can be given: messages, file names, client ids and values may
all name a client. A bug is logged as its class and the places it passed.
"""

from __future__ import annotations

import logging
import traceback
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_LOGGER = logging.getLogger("driftline")

# Two files of this size hold months of a practice's imports.
_MOST_BYTES = 250_000

_MOST_PASSED_ON = 20

_PROJECT = Path(__file__).resolve().parents[2]


def log_path(practice: Path) -> Path:
    """Return where a practice's log lies: ``practice.duckdb.log``."""
    return practice.with_name(f"{practice.name}.log")


def set_up(practice: Path) -> None:
    """Send this process's log lines to the file beside the practice.

    A folder that cannot be written costs the log, never the work.
    """
    close()
    handler = _QuietFile(
        log_path(practice), maxBytes=_MOST_BYTES, backupCount=1, delay=True
    )
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    _LOGGER.addHandler(handler)
    _LOGGER.setLevel(logging.INFO)
    _LOGGER.propagate = False


def close() -> None:
    """Close the log's file."""
    for handler in _LOGGER.handlers[:]:
        handler.close()
        _LOGGER.removeHandler(handler)


def event(
    name: str,
    *,
    import_id: str | None = None,
    error: BaseException | None = None,
    **counts: int,
) -> None:
    """Note that something happened.

    Parameters
    ----------
    name
        A word of ours, such as ``import``.
    error
        Only its class is written.
    """
    parts = [name]
    parts += [f"import_id={import_id}"] if import_id else []
    parts += [f"error={type(error).__name__}"] if error else []
    parts += [f"{key}={value}" for key, value in counts.items()]
    _LOGGER.log(logging.WARNING if error else logging.INFO, " ".join(parts))


def bug(error: BaseException) -> None:
    """Note an error nobody expected: its classes and places, without values."""
    _LOGGER.error("bug %s", " <- ".join(_chain(error)))


def pass_on(practice: Path) -> None:
    """Write what another process logged of its bugs beside a copy into our log."""
    for line in last_lines(practice, _MOST_PASSED_ON):
        _, mark, told = line.partition(" ERROR ")
        if mark:
            _LOGGER.error("%s", told)


def last_lines(practice: Path, count: int) -> list[str]:
    """Return the newest lines of the log, oldest of them first."""
    path = log_path(practice)
    if not path.is_file():
        return []
    return path.read_text("utf-8", errors="replace").splitlines()[-count:]


def _chain(error: BaseException) -> Iterable[str]:
    seen: BaseException | None = error
    while seen is not None:
        frames = traceback.extract_tb(seen.__traceback__)
        places = " > ".join(f"{_place(f.filename)}:{f.lineno} {f.name}" for f in frames)
        yield f"{type(seen).__name__} at {places or 'no place'}"
        seen = seen.__cause__ or seen.__context__


def _place(filename: str) -> str:
    path = Path(filename)
    if path.is_relative_to(_PROJECT):
        return path.relative_to(_PROJECT).as_posix()
    return path.name


class _QuietFile(RotatingFileHandler):
    """A log file that is given up where it cannot be written."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - logging's own names
        """Say nothing: a full disk is said by what was to be stored."""
