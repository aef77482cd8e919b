"""Whether a step's file can be used: from its text to a step, or what is wrong where.

A finding is a refusal (the file is not used) or a hint (it is, and somebody may want
to say it in another way). What is refused: a missing or unknown part, a blank that
nobody fills, HTML, hidden marks, texts that no mail or page has room for.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from analytics.playbook import wording
from analytics.playbook.step import (
    BLANKS,
    HARD,
    KIND_OF,
    KINDS,
    PREPARE,
    Kind,
    Step,
)
from analytics.playbook.step_file import (
    BY_EMAIL,
    CHECKLIST,
    OUTLINE,
    QUESTIONS,
    WHEN,
    WHEN_NOT,
    WORDS,
    Finding,
    Line,
    Section,
    Sheet,
    nearest,
    sheet,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_IN_A_FILE: Final = 20_000
MOST_IN_WORDS: Final = 1_800
"""Characters of a message: an e-mail program takes about 2,000 from a link."""
MOST_IN_A_LINE: Final = 500
MOST_IN_A_TITLE: Final = 60
MOST_DAYS: Final = 60

_NEEDED = {
    "message": (WHEN, WHEN_NOT),
    "talk": (WHEN, WHEN_NOT, OUTLINE),
    "checklist": (WHEN, WHEN_NOT, CHECKLIST),
    "rest": (WHEN, WHEN_NOT),
}
_ALLOWED = {
    "message": {WHEN, WHEN_NOT, QUESTIONS, OUTLINE},
    "talk": {WHEN, WHEN_NOT, QUESTIONS, OUTLINE, BY_EMAIL},
    "checklist": {WHEN, WHEN_NOT, QUESTIONS, CHECKLIST},
    "rest": {WHEN, WHEN_NOT, QUESTIONS},
}

_BRACES = re.compile(r"\{([^{}]*)\}|([{}])")
_HTML = re.compile(
    r"</?[A-Za-z][^>]*>?|<!|&(?:#\d+|#x[0-9a-f]+|[a-z]{2,8});", re.IGNORECASE
)
_HIDDEN = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u2028-\u202e\u2066-\u2069\ufeff]"
)
_LINE_END = re.compile(r"\r\n?")


@dataclass(frozen=True)
class Checked:
    """What a file says, and what was found in it."""

    step: Step | None
    """``None`` where something was refused."""
    findings: tuple[Finding, ...]
    """By line."""


def check(text: str, key: str) -> Checked:
    """Return the step that a file describes, and what was found.

    Parameters
    ----------
    text
        The whole file.
    key
        The step's key, which is the file's name.
    """
    text = _LINE_END.sub("\n", text.removeprefix("\ufeff"))
    read = sheet(text)
    findings = [*read.findings, *_of_marks(text), *_of_head(read, key)]
    kind = _kind(read, key)
    if kind:
        findings += _of_sections(read, kind, key)
    findings += [hint for one in read.sections.values() for hint in _hints(one)]
    findings.sort(key=lambda finding: (finding.line, finding.is_hint))
    is_refused = kind is None or any(not one.is_hint for one in findings)
    return Checked(None if is_refused else _step(read, kind), tuple(findings))


def check_bytes(content: bytes, key: str) -> Checked:
    """Return the same for a file's content, which may be in another encoding."""
    try:
        return check(content.decode("utf-8"), key)
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        said = (
            "This line holds a letter that is not in UTF-8. Save the file as UTF-8 "
            "text, without formatting."
        )
        return Checked(None, (Finding(line, said),))


def _kind(read: Sheet, key: str) -> Kind | None:
    """Return the kind, ``None`` for one that is not known or not this step's."""
    said = read.head.get("kind")
    may_be = (KIND_OF[key],) if key in KIND_OF else KINDS
    return next((kind for kind in may_be if said and kind == said.text), None)


def _step(read: Sheet, kind: Kind | None) -> Step | None:
    if kind is None:
        return None
    head, sections = read.head, read.sections

    def points(name: str) -> tuple[str, ...]:
        return sections[name].points if name in sections else ()

    return Step(
        step=head["step"].text,
        title=head["title"].text,
        kind=kind,
        due_in_days=int(head["due_in_days"].text),
        when=sections[WHEN].sentence,
        when_not=sections[WHEN_NOT].sentence,
        questions=points(QUESTIONS),
        words={one.tone: one.text for one in sections.values() if one.tone},
        outline=points(CHECKLIST) if kind == "checklist" else points(OUTLINE),
        subject=head["subject"].text if "subject" in head else "",
        by_email=sections[BY_EMAIL].text if BY_EMAIL in sections else "",
    )


# -- the head ------------------------------------------------------------------


def _of_head(read: Sheet, key: str) -> Iterator[Finding]:
    head = read.head
    needed = ["step", "title", "kind", "due_in_days"]
    if _kind(read, key) == "message":
        needed.append("subject")
    for name in needed:
        if name not in head:
            yield Finding(1, f"The head does not say {name}. Add a line {name}: …")
        elif not head[name].text:
            yield Finding(head[name].number, f"Nothing stands behind {name}.")
    if "step" in head and head["step"].text not in ("", key):
        said = f"This file is about {key}, so write step: {key}"
        yield Finding(head["step"].number, said)
    yield from _of_kind(head.get("kind"), key)
    yield from _of_days(head.get("due_in_days"))
    yield from _of_titles(head)


def _of_kind(said: Line | None, key: str) -> Iterator[Finding]:
    if said is None or not said.text:
        return
    if said.text not in KINDS:
        message = f"There is no kind {said.text}. {nearest(said.text, KINDS)}"
        yield Finding(said.number, message)
    elif said.text != KIND_OF.get(key, said.text):
        yield Finding(said.number, f"This step stays a {KIND_OF[key]}.")


def _of_days(said: Line | None) -> Iterator[Finding]:
    if said is None or not said.text:
        return
    is_number = said.text.isascii() and said.text.isdigit() and len(said.text) < 4
    if not is_number or int(said.text) > MOST_DAYS:
        message = f"due_in_days is a whole number of days from 0 to {MOST_DAYS}."
        yield Finding(said.number, message)


def _of_titles(head: dict[str, Line]) -> Iterator[Finding]:
    for name in ("title", "subject"):
        said = head.get(name)
        if said and len(said.text) > MOST_IN_A_TITLE:
            many = f"{len(said.text)} letters, at most {MOST_IN_A_TITLE}"
            yield Finding(said.number, f"The {name} is too long: {many}.")
    if subject := head.get("subject"):
        yield from _hints_of(subject)


# -- the sections --------------------------------------------------------------


def _of_sections(read: Sheet, kind: Kind, key: str) -> Iterator[Finding]:
    sections = read.sections
    for name in _NEEDED[kind]:
        if name not in sections:
            yield Finding(1, f"A {kind} needs a section ## {name}")
        elif not sections[name].text:
            yield Finding(sections[name].line, f"Nothing stands under {name}.")
    if kind == "message" and not any(one.tone for one in sections.values()):
        yield Finding(1, f"A message needs words: add a section ## {WORDS}warm")
    for section in sections.values():
        yield from _of_section(section, kind)
    if key in HARD:
        yield from _of_hard(sections.get(OUTLINE))


def _of_section(section: Section, kind: Kind) -> Iterator[Finding]:
    is_allowed = section.name in _ALLOWED[kind]
    if section.tone:
        is_allowed = kind == "message"
    if not is_allowed:
        yield Finding(section.line, f"A {kind} has no section {section.name}.")
    elif section.tone and not section.text:
        yield Finding(section.line, f"Nothing stands under {section.name}.")
    is_words = bool(section.tone) or section.name == BY_EMAIL
    if is_words and len(section.text) > MOST_IN_WORDS:
        many = f"{len(section.text)} letters, at most {MOST_IN_WORDS}"
        yield Finding(section.line, f"These words are too long to send: {many}.")
    for line in section.lines:
        if line.text.startswith("#"):
            yield Finding(line.number, "A heading begins with two marks: ## When")
        if not is_words and len(line.text) > MOST_IN_A_LINE:
            many = f"{len(line.text)} letters, at most {MOST_IN_A_LINE}"
            yield Finding(line.number, f"This line is too long: {many}.")
        yield from _of_blanks(line, is_words=is_words)


def _of_blanks(line: Line, *, is_words: bool) -> Iterator[Finding]:
    for found in _BRACES.finditer(line.text):
        name = found[1]
        if name is None:
            said = "One { or } stands alone. A blank is written as {first_name}."
        elif name not in BLANKS:
            said = f"Nobody fills in {{{name}}}. {nearest(name, BLANKS)}"
        elif not is_words:
            said = f"{{{name}}} is filled in only in words to send. Write it out here."
        else:
            continue
        yield Finding(line.number, said)


def _of_hard(outline: Section | None) -> Iterator[Finding]:
    points = outline.points if outline else ()
    if outline and points[:1] != (PREPARE,):
        said = f"The outline of this step begins with: {PREPARE}"
        yield Finding(outline.line, said)


# -- all lines -----------------------------------------------------------------


def _of_marks(text: str) -> Iterator[Finding]:
    if len(text) > MOST_IN_A_FILE:
        many = f"{len(text)} letters, at most {MOST_IN_A_FILE}"
        yield Finding(1, f"This file is too long: {many}.")
    for at, line in enumerate(text.split("\n"), 1):
        if found := _HTML.search(line):
            said = f"This is HTML: {found[0][:40]} Write plain text."
            yield Finding(at, said)
        if _HIDDEN.search(line):
            said = "This line holds a mark that cannot be seen. Type it anew."
            yield Finding(at, said)


def _hints(section: Section) -> Iterator[Finding]:
    if section.tone or section.name in (QUESTIONS, BY_EMAIL):
        for line in section.lines:
            yield from _hints_of(line)


def _hints_of(line: Line) -> Iterator[Finding]:
    for said, why in wording.found(line.text):
        message = f"“{said}” {why}. Is there a kinder way to say it?"
        yield Finding(line.number, message, is_hint=True)
