"""The steps as a practice has them: its own files over the shipped ones.

A file of its own that cannot be used breaks nothing: the shipped step stands, and
what is wrong is said with its line. A file by another name is pointed out, not read.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analytics.errors import BadEntryError
from analytics.playbook import openings
from analytics.playbook.check import check, check_bytes
from analytics.playbook.step_file import nearest
from analytics.playbook.steps import EXTRA_WORDS, STEPS, shipped_text
from analytics.store import own_steps

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from analytics.playbook.check import Checked
    from analytics.playbook.step import Step

SHIPPED: Mapping[str, Step] = {**STEPS, **EXTRA_WORDS}
"""All that can be edited, by key."""


@dataclass(frozen=True)
class Own:
    """A file of the practice's own."""

    content: bytes
    checked: Checked

    @property
    def text(self) -> str:
        """The file to look at; a letter that cannot be read stands as a mark."""
        return self.content.decode("utf-8", "replace").removeprefix("\ufeff")

    @property
    def is_used(self) -> bool:
        """Whether it stands over the shipped one."""
        return self.checked.step is not None


@dataclass(frozen=True)
class Playbook:
    """The steps of a practice."""

    steps: Mapping[str, Step]
    """All steps and extra words that hold, by key, in the order of reading."""
    own: Mapping[str, Own]
    """The practice's own files, by key, used or not."""
    unknown: tuple[str, ...]
    """What is said about files by names that are no step's."""

    def text(self, key: str) -> str:
        """Return the file of a step as it is: the practice's own, else the shipped."""
        return self.own[key].text if key in self.own else shipped_text(key)


def of(practice: Path) -> Playbook:
    """Return the steps of the practice whose file lies there."""
    found = own_steps.read(practice)
    own = {
        key: Own(found[key], check_bytes(found[key], key))
        for key in SHIPPED
        if key in found
    }
    steps = dict(SHIPPED)
    steps |= {key: one.checked.step for key, one in own.items() if one.checked.step}
    unknown = tuple(
        f"No step is called {key}, so that file is not read. {nearest(key, SHIPPED)}"
        for key in found
        if key not in SHIPPED and key != openings.NAME
    )
    return Playbook(steps, own, unknown)


def save(practice: Path, key: str, text: str, *, was: bytes | None) -> None:
    """Keep a practice's own file of a step.

    Parameters
    ----------
    was
        The own file when somebody began to edit; ``None`` where there was none.

    Raises
    ------
    BadEntryError
        The file cannot be used, or was changed meanwhile; nothing was kept.
    PracticeNotWritableError, DiskFullError
        Nothing was kept.
    """
    if key not in SHIPPED:
        message = f"There is no step {key}. {nearest(key, SHIPPED)}"
        raise BadEntryError(message)
    refused = [one for one in check(text, key).findings if not one.is_hint]
    if refused:
        first = refused[0]
        message = f"Nothing was saved. Line {first.line}: {first.said}"
        raise BadEntryError(message)
    own_steps.write(practice, key, text.replace("\r\n", "\n").encode(), was=was)


def undo(practice: Path, key: str, before: bytes | None, *, was: bytes | None) -> None:
    """Let a file be as it was before it was saved or taken away.

    Parameters
    ----------
    before
        What it was; ``None`` where the shipped words stood.
    was
        What it is, as far as is known here.

    Raises
    ------
    BadEntryError
        It was changed meanwhile; nothing was done.
    PracticeNotWritableError, DiskFullError
        Nothing was done.
    """
    if before is None:
        own_steps.remove(practice, key, was=was)
    else:
        own_steps.write(practice, key, before, was=was)


def put_back(practice: Path, key: str, *, was: bytes | None) -> None:
    """Let the shipped words of a step stand again.

    Raises
    ------
    BadEntryError
        The own file was changed meanwhile; nothing was removed.
    PracticeNotWritableError
        The folder does not allow it.
    """
    own_steps.remove(practice, key, was=was)
