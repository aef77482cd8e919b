"""The other end of `analytics.apart`: a command that works for a process that waits."""

from __future__ import annotations

import os
import sys
import threading
from dataclasses import asdict
from typing import TYPE_CHECKING

from analytics.cli import output

if TYPE_CHECKING:
    from analytics.apart import Step

_NICE = 10
_PARENT_GONE = 3


def serve() -> None:
    """Let others go first, and end when the process that waits does."""
    threading.Thread(target=_end_with_parent, daemon=True).start()
    if hasattr(os, "nice"):
        os.nice(_NICE)


def tell(step: Step) -> None:
    """Tell the process that waits which step begins."""
    output.write_json(asdict(step), sys.stdout)
    sys.stdout.flush()


def _end_with_parent() -> None:
    # The other end is open as long as the parent lives, however it ends. Read past
    # Python's own buffer, whose lock would be held when this process ends.
    while os.read(sys.stdin.fileno(), 1):
        pass
    os._exit(_PARENT_GONE)
