"""The form of a step's file, read with line numbers.

A small head (``step: say_hello``), then sections in Markdown: ``## When``, ``## When
not``, ``## Questions to ask``, ``## Words: warm`` and so on. Reading never fails: what
cannot be understood is a finding that names its line.
"""

from __future__ import annotations

import difflib
import itertools
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

HEAD: Final = ("step", "title", "kind", "due_in_days", "subject")

WHEN: Final = "When"
WHEN_NOT: Final = "When not"
QUESTIONS: Final = "Questions to ask"
OUTLINE: Final = "Outline"
CHECKLIST: Final = "Checklist"
BY_EMAIL: Final = "Words by e-mail"
WORDS: Final = "Words: "
SECTIONS: Final = (WHEN, WHEN_NOT, QUESTIONS, OUTLINE, CHECKLIST, BY_EMAIL)
"""All but the words, of which there is one section a tone."""

TONES: Final = ("warm", "short", "playful", "formal")
"""The usual tones; a practice may name its own in one word."""

_HEADING = re.compile(r"##\s+(.+?)\s*#*\s*$")
_HEAD_LINE = re.compile(r"([A-Za-z_ ]+?)\s*:\s*(.*?)\s*$")
_BULLET = re.compile(r"\s*[-*]\s+")
_TONE = re.compile(r"[^\W\d_]{2,20}(?:-[^\W\d_]{2,20})?")


class Finding(NamedTuple):
    """Something about a line of a file."""

    line: int
    """1 is the first."""
    said: str
    is_hint: bool = False
    """Whether the file can be used all the same."""


class Line(NamedTuple):
    """A line of a file."""

    number: int
    text: str


@dataclass(frozen=True)
class Section:
    """A heading and what stands beneath it."""

    name: str
    line: int
    lines: tuple[Line, ...]

    @property
    def tone(self) -> str | None:
        """Of which words these are, ``None`` for another section."""
        return self.name.removeprefix(WORDS) if self.name.startswith(WORDS) else None

    @property
    def text(self) -> str:
        """What stands beneath the heading, line by line."""
        return "\n".join(line.text for line in self.lines).strip()

    @property
    def sentence(self) -> str:
        """What stands beneath the heading, on one line."""
        return " ".join(self.text.split())

    @property
    def points(self) -> tuple[str, ...]:
        """The points of a list; a line that begins none goes on with the last."""
        points: list[str] = []
        for line in self.lines:
            text = " ".join(_BULLET.sub("", line.text, count=1).split())
            if not text:
                continue
            if _BULLET.match(line.text) or not points:
                points.append(text)
            else:
                points[-1] += f" {text}"
        return tuple(points)


@dataclass(frozen=True)
class Sheet:
    """A file as far as it could be read."""

    head: dict[str, Line] = field(default_factory=dict)
    sections: dict[str, Section] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()


def sheet(text: str) -> Sheet:
    """Read a file's head and sections."""
    lines = [Line(at, line.rstrip()) for at, line in enumerate(text.split("\n"), 1)]
    first = next((at for at, line in enumerate(lines) if _is_heading(line)), len(lines))
    head, of_head = _head(lines[:first])
    sections, of_sections = _sections(lines[first:])
    return Sheet(head, sections, (*of_head, *of_sections))


def nearest(typed: str, known: Iterable[str]) -> str:
    """Return a hint that names the nearest known word, or all of them."""
    names = list(known)
    by_letters = {name.lower(): name for name in names}
    found = difflib.get_close_matches(typed.lower(), by_letters, n=1)
    if found:
        return f"Did you mean {by_letters[found[0]]}?"
    return f"Use one of: {', '.join(names)}."


def _is_heading(line: Line) -> bool:
    return line.text.startswith("##")


def _head(lines: list[Line]) -> tuple[dict[str, Line], list[Finding]]:
    head: dict[str, Line] = {}
    findings = []
    for line in lines:
        if not line.text:
            continue
        found = _HEAD_LINE.match(line.text)
        name = found[1] if found else ""
        if not found:
            said = "This line stands above the first heading and names nothing."
            findings.append(
                Finding(line.number, f"{said} Write it as title: Say hello")
            )
        elif name not in HEAD:
            said = f"Nothing is called {name} here. {nearest(name, HEAD)}"
            findings.append(Finding(line.number, said))
        elif name in head:
            findings.append(Finding(line.number, f"{name} is said twice. Keep one."))
        else:
            head[name] = Line(line.number, found[2])
    return head, findings


def _sections(lines: list[Line]) -> tuple[dict[str, Section], list[Finding]]:
    found: dict[str, Section] = {}
    findings = []
    starts = [at for at, line in enumerate(lines) if _is_heading(line)]
    for start, end in itertools.pairwise([*starts, len(lines)]):
        line = lines[start]
        name, said = _named(line.text)
        if said:
            findings.append(Finding(line.number, said))
        elif name in found:
            message = f"There are two sections {name}. Keep one."
            findings.append(Finding(line.number, message))
        else:
            found[name] = Section(name, line.number, tuple(lines[start + 1 : end]))
    return found, findings


def _named(heading: str) -> tuple[str, str]:
    """Return a section's name, or else what is wrong with it."""
    found = _HEADING.fullmatch(heading)
    if not found:
        return "", "A heading is two marks, a space and a name, such as ## When"
    typed = found[1]
    kind, colon, tone = typed.partition(":")
    if colon and kind.strip().lower() == WORDS.strip(": ").lower():
        tone = tone.strip().lower()
        if _TONE.fullmatch(tone):
            return f"{WORDS}{tone}", ""
        return "", "Name the tone of these words in one word, such as ## Words: warm"
    by_letters = {name.lower(): name for name in SECTIONS}
    if typed.lower() in by_letters:
        return by_letters[typed.lower()], ""
    names = (*SECTIONS, *(f"{WORDS}{tone}" for tone in TONES))
    return "", f"There is no section {typed}. {nearest(typed, names)}"
