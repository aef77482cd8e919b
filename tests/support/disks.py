"""A small disk to fill up, for tests of what happens when there is no room."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def small_disk(megabytes: int) -> Iterator[Path]:
    """Mount a disk of a few megabytes, where this machine lets us.

    Not below pytest's own folders: a killed run would leave a folder there that
    pytest could not clear away.
    """
    folder = Path(tempfile.mkdtemp(prefix="driftline-disk-"))
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", str(folder)],
        capture_output=True,
        check=False,
    )
    if mounted.returncode:
        folder.rmdir()
        pytest.skip("only root may mount a small disk")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)
        folder.rmdir()


def fill_up(disk: Path, left_bytes: int) -> Path:
    """Fill a disk up to so many bytes; return the file to remove again."""
    ballast = disk / "ballast"
    ballast.write_bytes(b"\0" * (shutil.disk_usage(disk).free - left_bytes))
    return ballast
