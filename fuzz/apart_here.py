"""Read workbooks and pages without starting Python anew for each.

Pages are read in this process, where the fuzzer sees which of our lines run. Workbooks
are read by native code that may end its process, so each is read by a copy of a small
process that was started first.
"""

from __future__ import annotations

import json
import os
import socket
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from analytics.exports.containers import apart, child

if TYPE_CHECKING:
    from typing import TextIO

    from analytics.exports.containers.limits import Allowance


def install() -> None:
    """Use this instead of a process of its own; to be called before all else."""
    ours, theirs = socket.socketpair()
    if os.fork() == 0:
        ours.close()
        _serve(theirs)
    theirs.close()
    talk = ours.makefile("rw", encoding="utf-8")

    def answer(
        form: str, path: Path, workplace: Path, granted: Allowance
    ) -> dict[str, object] | None:
        if form == "page":
            return child.answer(form, path, workplace)
        return _asked(talk, form, path, workplace, granted)

    apart.answer_of = answer  # the same shape


def _asked(
    talk: TextIO, form: str, path: Path, workplace: Path, granted: Allowance
) -> dict[str, object] | None:
    asked = [form, str(path), str(workplace), granted.memory_bytes]
    talk.write(json.dumps(asked) + "\n")
    talk.flush()
    answer: dict[str, object] | None = json.loads(talk.readline())
    return answer


def _serve(theirs: socket.socket) -> NoReturn:
    """Answer until nobody asks any more; nothing of the fuzzer may run on in here."""
    # Only to load the reader once.
    with suppress(OSError):
        child.answer("xlsx", Path(os.devnull), Path(os.devnull))
    try:
        with theirs.makefile("rw", encoding="utf-8") as talk:
            while line := talk.readline():
                talk.write(json.dumps(_read(*json.loads(line))) + "\n")
                talk.flush()
    finally:
        os._exit(0)


def _read(form: str, path: str, workplace: str, memory_bytes: int) -> object:
    reading, writing = os.pipe()
    process = os.fork()
    if process == 0:
        _be_the_child(form, Path(path), Path(workplace), memory_bytes, writing)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        said = pipe.read()
    _, status = os.waitpid(process, 0)
    return json.loads(said) if status == 0 else None


def _be_the_child(
    form: str, path: Path, workplace: Path, memory_bytes: int, writing: int
) -> NoReturn:
    code = 1
    try:
        # What the reader says when it gives up is no finding.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
        child.bound(memory_bytes)
        os.write(writing, json.dumps(child.answer(form, path, workplace)).encode())
        code = 0
    finally:
        os._exit(code)
