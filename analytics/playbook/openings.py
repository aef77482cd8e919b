"""A first question for a session: one of a few, chosen by stated rules.

The words stand in ``openings.md``, so that they can be read and changed as all other
words; the rules stand here, in their order, and in docs/definitions.md.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

NAME: Final = "openings"
"""Of the file, beside the practice's own steps."""

LONGEST: Final = 400
"""Letters of a question; more is no question."""

_FILE: Final = Path(__file__).with_name("openings.md")
_BLANK: Final = re.compile(r"\{(promise|goal)\}")
_SECTION: Final = re.compile(r"^## +(\w+)[ \r]*$", re.MULTILINE)


@dataclass(frozen=True)
class Before:
    """What the first question hangs on."""

    sessions_attended: int
    owed: str | None
    """Something the coach promised, of which the day has passed."""
    is_after_a_break: bool
    """Whether it has been clearly longer than usual."""
    is_last_held: bool
    """Whether the last session took place."""
    done: str | None
    """Something the client promised and has done since the last session."""
    undone: str | None
    """Something they promised of which the day has passed, still open."""
    goal: str | None


@dataclass(frozen=True)
class Opening:
    """A question, and the key of the rule that chose it."""

    key: str
    question: str
    without_texts: str
    """The same without what somebody typed, for when only initials are shown."""


_UNNAMED: Final = {"promise": "what was promised", "goal": "that goal"}


def opening(before: Before, words: Mapping[str, str] | None = None) -> Opening:
    """Return the question for a session: that of the first rule that holds.

    Parameters
    ----------
    words
        A practice's own, by key, over those that are shipped.
    """
    key = _key(before)
    text = {**shipped(), **(words or {})}[key]
    promise = {"i_owe": before.owed, "done": before.done, "open": before.undone}
    blanks = {"promise": promise.get(key) or "", "goal": before.goal or ""}
    return Opening(
        key,
        _BLANK.sub(lambda found: blanks[found[1]], text),
        _BLANK.sub(lambda found: _UNNAMED[found[1]], text),
    )


def shipped() -> Mapping[str, str]:
    """Return the shipped questions by key, in the order of their rules."""
    return parsed(_FILE.read_text("utf-8"))


def own(content: bytes | None) -> Mapping[str, str]:
    """Return a practice's own questions by key; what cannot be used is left out.

    Parameters
    ----------
    content
        The file beside their own steps; ``None`` where there is none.
    """
    found = parsed((content or b"").decode("utf-8", "replace").removeprefix("\ufeff"))
    return {
        key: text
        for key, text in found.items()
        if key in shipped() and 0 < len(text) <= LONGEST
    }


@lru_cache(maxsize=4)
def parsed(text: str) -> Mapping[str, str]:
    """Return the questions of a file by key: each heading with what stands below it."""
    _, *parts = _SECTION.split(text)
    pairs = zip(parts[::2], parts[1::2], strict=True)
    return {key: " ".join(said.split()) for key, said in pairs}


def _key(before: Before) -> str:
    rules = {
        "first_session": before.sessions_attended == 0,
        "i_owe": before.owed is not None,
        "after_a_break": before.is_after_a_break,
        "not_held": not before.is_last_held,
        "done": before.done is not None,
        "open": before.undone is not None,
        "goal": before.goal is not None,
        "any_other": True,
    }
    return next(key for key, holds in rules.items() if holds)
