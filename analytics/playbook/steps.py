"""The steps of the playbook: readable files, one a step, a small head above the words.

The head names the step (its file's name), a title for the owner, when it fits, and
in how many days it is due. ``{first_name}`` and ``{coach}`` are the only blanks.
``words`` holds the same for a booking that is worth an extra word, due before it; there
``{day}`` stands for when it is.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

_FOLDER = Path(__file__).with_name("steps")
_WORDS = Path(__file__).with_name("words")
_TITLES = re.compile(r"^(?:[^\W\d_]{1,4}\.\s*)+")
_BLANK = re.compile(r"\{(first_name|coach|day)\}")
_NO_LETTERS = re.compile(r"[@:/\\<>=\d]")
_NO_NAME = "there"
_LONGEST_NAME = 40


@dataclass(frozen=True)
class Step:
    """One thing to do, with words to use."""

    step: str
    title: str
    when: str
    due_in_days: int
    words: str

    @cached_property
    def parts(self) -> list[str]:
        """The words, cut at the blanks: text, the name of a blank, text and so on."""
        return _BLANK.split(self.words)

    def draft(self, name: str, coach: str | None, day: str = "") -> str:
        """Return the words for one client.

        Parameters
        ----------
        name
            The client's name as a file gave it; anything may stand in it.
        coach
            Who signs; without one the owner signs by hand.
        day
            When a booking is, such as ``on Thursday``.
        """
        blanks = {
            "first_name": first_name(name),
            "coach": _clean(coach or ""),
            "day": day,
        }
        # Every second part is a blank's name.
        parts = self.parts.copy()
        parts[1::2] = [blanks[blank] for blank in parts[1::2]]
        return "".join(parts).rstrip()


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


def _clean(text: str) -> str:
    """Return text on one line, without control and direction marks."""
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    kept = (
        " " if unicodedata.category(mark) in {"Cc", "Zl", "Zp"} else mark
        for mark in text
        if unicodedata.category(mark) not in {"Cf", "Cs", "Co", "Cn"}
    )
    return " ".join("".join(kept).split())


def _read(path: Path) -> Step:
    head, _, words = path.read_text("utf-8").partition("\n\n")
    said = dict(line.split(": ", 1) for line in head.splitlines())
    return Step(
        step=said["step"],
        title=said["title"],
        when=said["when"],
        due_in_days=int(said["due_in_days"]),
        words=words.strip(),
    )


def _of(folder: Path) -> dict[str, Step]:
    return {path.stem: _read(path) for path in sorted(folder.glob("*.md"))}


STEPS: dict[str, Step] = _of(_FOLDER)
"""All steps by key."""

EXTRA_WORDS: dict[str, Step] = _of(_WORDS)
"""What to write before a booking, by key."""
