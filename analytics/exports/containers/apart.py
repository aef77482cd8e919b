"""Read a workbook or a web page in a process of its own, and take what it wrote.

Their readers are large, one of them is native code, and the file may come from
anywhere. So they run with a bound on time and memory, without anything of the practice
in reach, and whatever becomes of that process is one sentence here.
"""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from analytics.errors import DamagedFileError, LockedFileError, OversizedFileError
from analytics.exports.containers.limits import allowance

if TYPE_CHECKING:
    from analytics.exports.containers.limits import Allowance

_ROOT = Path(__file__).resolve().parents[3]
_MODULE = "analytics.exports.containers.child"


@dataclass(frozen=True)
class Found:
    """A sheet of a workbook or a table of a page, written as delimited text."""

    name: str
    path: Path
    rows: int
    """Filled rows."""
    left_out: str | None = None
    """Why it was not written at all."""


def read(
    form: str,
    path: Path,
    name: str,
    workplace: Path,
    *,
    unpacked_bytes: int | None = None,
) -> list[Found]:
    """Return the tables of a workbook (``xlsx``, ``xls``, ``ods``) or a ``page``.

    Parameters
    ----------
    unpacked_bytes
        What time and memory are measured by; the file's size if it is not said.

    Raises
    ------
    LockedFileError, DamagedFileError, OversizedFileError
        It cannot be read, or not within its bounds.
    """
    granted = allowance(unpacked_bytes or path.stat().st_size)
    answer = answer_of(form, path, workplace, granted)
    if answer is None:
        raise OversizedFileError(name, "more in it than its size explains")
    if "error" in answer:
        _fail(name, str(answer["error"]))
    tables = answer["tables"]
    assert isinstance(tables, list)  # noqa: S101 - written by `child`
    return [
        Found(t["name"], workplace / t["file"], t["rows"], t.get("left_out"))
        for t in tables
    ]


def answer_of(
    form: str, path: Path, workplace: Path, granted: Allowance
) -> dict[str, object] | None:
    """Return what the process printed; nothing if it took too much or was ended."""
    command = [sys.executable, "-m", _MODULE, form, str(path.resolve())]
    try:
        done = subprocess.run(  # noqa: S603 - this Python, a module and paths of ours
            [*command, str(workplace.resolve()), str(granted.memory_bytes)],
            cwd=_ROOT,
            capture_output=True,
            timeout=granted.seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return None
    if done.returncode != 0:
        return None
    answer: dict[str, object] = json.loads(done.stdout)
    return answer


def _fail(name: str, reason: str) -> NoReturn:
    if reason == "locked":
        raise LockedFileError(name)
    if reason.startswith("too "):
        raise OversizedFileError(name, reason.removeprefix("too "))
    raise DamagedFileError(name, reason)
