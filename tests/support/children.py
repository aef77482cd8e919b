"""The process that fits, seen from outside."""

from __future__ import annotations

import time

import psutil

WAIT_SECONDS = 60.0


def fitting(parent: psutil.Process | None = None) -> list[psutil.Process]:
    """Return the processes that fit for a process (this one if none is given)."""
    found = []
    for child in (parent or psutil.Process()).children(recursive=True):
        try:
            words = child.cmdline()
        except psutil.Error:
            continue
        if words[3:5] in (["risk", "work"], ["reminders", "work"]):
            found.append(child)
    return found


def wait_for_one(parent: psutil.Process | None = None) -> psutil.Process:
    """Return the process that fits as soon as there is one."""
    give_up_at = time.monotonic() + WAIT_SECONDS
    while time.monotonic() < give_up_at:
        for child in fitting(parent):
            return child
        time.sleep(0.02)
    message = "nothing began to fit"
    raise AssertionError(message)
