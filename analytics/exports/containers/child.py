"""The process in which one workbook or page is read; see `apart`.

``python -m analytics.exports.containers.child FORM FILE FOLDER MEMORY_BYTES`` writes
each table as a file of delimited text into the folder and prints what it wrote as JSON.
"""

from __future__ import annotations

import json
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

# The interpreter and its libraries reserve this much before they read anything.
_OWN_BYTES: Final = 512 << 20


def answer(form: str, path: Path, folder: Path) -> dict[str, object]:
    """Read the file and return what to print."""
    # Only the reader that is needed is loaded.
    if form == "page":
        from analytics.exports.containers import page  # noqa: PLC0415 - said above

        return page.read(path, folder)
    from analytics.exports.containers import workbook  # noqa: PLC0415 - said above

    return workbook.read(path, folder, form)


def bound(memory_bytes: int) -> None:
    """Let this process take no more memory than that, where the system can tell."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - not on Windows

    most = _OWN_BYTES + memory_bytes
    # macOS knows the limit and does not hold it.
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main(words: Sequence[str]) -> None:
    """Read what the words name."""
    form, path, folder, memory_bytes = words
    bound(int(memory_bytes))
    print(json.dumps(answer(form, Path(path), Path(folder))))  # noqa: T201 - to `apart`


if __name__ == "__main__":
    main(sys.argv[1:])
