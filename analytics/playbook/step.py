"""A step of the playbook: when it fits, what to ask, and words that somebody may send.

The words have blanks (`BLANKS`). A line whose blank is empty is left out, so one text
serves a practice with and without a booking link.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

Kind = Literal["message", "talk", "checklist", "rest"]

KINDS: Final[tuple[Kind, ...]] = ("message", "talk", "checklist", "rest")
"""A message is written, a talk held, a checklist gone through, a rest let be."""

BLANKS: Final = ("first_name", "coach", "booking_link", "day", "promise")

HARD: Final = frozenset({"last_review", "refer", "part_kindly"})
"""Steps that are never proposed and are talked over, not written."""

KIND_OF: Final[Mapping[str, Kind]] = {
    **dict.fromkeys(sorted(HARD), "talk"),
    "worried": "checklist",
    "let_be": "rest",
}
"""Steps that stay what they are, whatever else a practice changes about them: no words
to send come of a talk, of a worry or of a rest."""

PREPARE: Final = "Take a moment to prepare in your own way."
"""The first line of a hard step."""

_TITLES = re.compile(r"^(?:[^\W\d_]{1,4}\.\s*)+")
_BLANK = re.compile(rf"\{{({'|'.join(BLANKS)})\}}")
_NO_LETTERS = re.compile(r"[@:/\\<>=\d]")
_GAP = re.compile(r"\n{3,}")
_NO_NAME = "there"
_LONGEST_NAME = 40


class Blanks(NamedTuple):
    """What the words are filled in with for one client."""

    name: str
    """The client's name as a file gave it; anything may stand in it."""
    coach: str | None = None
    """Who signs; without one the owner signs by hand."""
    booking_link: str = ""
    day: str = ""
    """A day as it is said, such as ``on Thursday``."""
    promise: str = ""
    """What the coach promised."""


@dataclass(frozen=True)
class Step:
    """One thing to do."""

    step: str
    """Its key, and the name of its file."""
    title: str
    """What it is called for the owner and the coach."""
    kind: Kind
    due_in_days: int
    when: str
    when_not: str = ""
    questions: tuple[str, ...] = ()
    words: Mapping[str, str] = field(default_factory=dict)
    """Words to send by tone, the usual tone first; empty for all but messages."""
    outline: tuple[str, ...] = ()
    """The course of a talk, or the lines of a checklist."""
    subject: str = ""
    """Of an e-mail with these words."""
    by_email: str = ""
    """Words of a talk where the coaching itself is by e-mail, and only there."""

    @property
    def tones(self) -> tuple[str, ...]:
        """The tones in which there are words, the usual one first."""
        return tuple(self.words)

    @property
    def is_hard(self) -> bool:
        """Whether it is never proposed."""
        return self.step in HARD

    @property
    def course(self) -> tuple[str, ...]:
        """The outline after `PREPARE`, which a hard step begins with."""
        return self.outline[1:] if self.is_hard else self.outline

    def draft(self, blanks: Blanks, tone: str | None = None) -> str:
        """Return the words for one client; empty where nothing is to be written.

        Parameters
        ----------
        tone
            One of `tones`; another one, or none, gives the usual tone.
        """
        if not self.words:
            return ""
        key = tone if tone and tone in self.words else next(iter(self.words))
        values = _values(blanks)
        empty = tuple(values[blank] == "" for blank in BLANKS)
        # Of thousands of clients the same lines are left out.
        parts = self._shapes.get((key, empty))
        if parts is None:
            parts = self._shapes[key, empty] = _shape(self.words[key], values)
        return _joined(parts, values)

    def drafts(self, blanks: Blanks) -> dict[str, str]:
        """Return the words for one client in every tone."""
        return {tone: self.draft(blanks, tone) for tone in self.words}

    def email_draft(self, blanks: Blanks) -> str:
        """Return the words of a talk that is held by e-mail, or nothing."""
        values = _values(blanks)
        return _joined(_shape(self.by_email, values), values)

    @cached_property
    def _shapes(self) -> dict[tuple[str, tuple[bool, ...]], list[str]]:
        return {}


def first_name(name: str) -> str:
    """Return how to address somebody: their first name, or ``there``.

    ``Weber, Anna`` and ``Dr. Anna Weber`` give ``Anna``. An address or a number is
    no name. Marks that steer a screen are taken out.
    """
    plain = _clean(name)
    family, comma, given = plain.partition(",")
    words = _TITLES.sub("", given.strip() if comma and given.strip() else family)
    first = words.split(" ")[0][:_LONGEST_NAME]
    if first.isalpha():
        return first
    is_name = any(mark.isalpha() for mark in first) and not _NO_LETTERS.search(first)
    return first if is_name else _NO_NAME


def _values(blanks: Blanks) -> dict[str, str]:
    return {
        "first_name": first_name(blanks.name),
        "coach": _clean(blanks.coach or ""),
        "booking_link": _clean(blanks.booking_link),
        "day": _clean(blanks.day),
        "promise": _clean(blanks.promise).rstrip("."),
    }


def _shape(text: str, values: Mapping[str, str]) -> list[str]:
    """Return the lines without an empty blank, cut: text, a blank's name, text, …."""
    kept = [
        line
        for line in text.splitlines()
        if all(values[blank] for blank in _BLANK.findall(line))
    ]
    return _BLANK.split(_GAP.sub("\n\n", "\n".join(kept)).strip())


def _joined(parts: list[str], values: Mapping[str, str]) -> str:
    # Every second part is a blank's name.
    filled = parts.copy()
    filled[1::2] = [values[blank] for blank in parts[1::2]]
    return "".join(filled)


def _clean(text: str) -> str:
    """Return text on one line, without control and direction marks."""
    if not text or (text.isascii() and text.isprintable()):
        return " ".join(text.split())
    kept = (
        " " if unicodedata.category(mark) in {"Cc", "Zl", "Zp"} else mark
        for mark in text
        if unicodedata.category(mark) not in {"Cf", "Cs", "Co", "Cn"}
    )
    return " ".join("".join(kept).split())
