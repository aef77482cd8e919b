"""The Monday page as sections of lines: what a sheet of paper and a text file share.

Whom a line is about stands apart from what it says, so that whoever writes it out
escapes the name and chooses between name and initials.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from analytics.names import initials, plain
from analytics.words import (
    counted,
    due,
    local_short_day,
    moment,
    short_day,
    short_moment,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analytics.importing.changed import SessionChange
    from analytics.reports.digest import Asked, Digest, Look
    from analytics.reports.digest_follow_ups import FollowUp

A_LINE: Final = 300
"""Characters of a sentence on the sheet."""

A_NAME: Final = 32
"""Characters of a name on the sheet: a longer one would cost it two lines."""

CHANGES: Final = {
    "missing": ("gone from the newest file", "gone"),
    "cancelled": ("cancelled", "cancelled"),
    "moved": ("moved", "moved"),
    "outcome": ("", "marked"),
    "new": ("", "new"),
}
"""What changed: of one session, and in the line that counts."""


@dataclass(frozen=True)
class Line:
    """One thing a section says; texts are as they were typed."""

    who: str = ""
    """A name or initials; empty where it is about nobody."""
    text: str = ""
    is_new: bool = False
    next: str = ""
    """The next step with its day."""


@dataclass(frozen=True)
class Section:
    """A heading and what stands below it."""

    key: str
    title: str
    lines: tuple[Line, ...]
    note: str = ""
    """One sentence below the lines, or in their place."""


@dataclass(frozen=True)
class Naming:
    """How clients are named."""

    with_names: bool = False

    def of(self, name: str) -> str:
        """Return a name as it may be seen, on one line: whole, or initials."""
        return plain(name, A_NAME) if self.with_names else initials(name)


def title(found: Digest) -> str:
    """Return what the sheet is called."""
    on = short_day(found.today)
    if found.coach is None:
        return f"Monday page, {on}"
    return f"Monday sheet of {plain(found.coach)}, {on}"


def freshness(found: Digest) -> str:
    """Return how far the data reach, or what to do where there are none."""
    if found.data_as_of is None:
        return (
            "Import an export of your scheduling tool: on the page Import, or with "
            "`python -m analytics import FILE`."
        )
    at = moment(found.as_of.instant, found.zone_name, today=found.today)
    return f"Data are from {at}."


def sections(found: Digest, naming: Naming) -> tuple[Section, ...]:
    """Return the page, section by section; an empty practice has none."""
    if found.data_as_of is None:
        return ()
    parts = (
        _looks(found, naming),
        _asked(found, naming),
        _follow_ups(found, naming),
        _changed(found, naming),
        _missing(found),
    )
    return (*parts, _fair_test(found)) if found.fair_test else parts


def answer(found: Digest) -> str:
    """Return the sentence above the chart."""
    return found.weeks.answer


def basis(found: Digest) -> str:
    """Return what the chart rests on."""
    return found.weeks.basis


def _looks(found: Digest, naming: Naming) -> Section:
    by_rule = any(look.is_by_rule for look in found.looks)
    notes = [
        "Those marked “by the calendar” are only late by it; nothing else is unusual."
        if by_rule
        else "",
        _and_more(found.looks_more, "name is", "names are", found),
    ]
    return Section(
        key="looks",
        title="Who may be worth a hello",
        lines=tuple(_look(look, found, naming) for look in found.looks),
        note=" ".join(note for note in notes if note)
        or ("" if found.looks else "Nobody, as far as these data tell."),
    )


def _look(look: Look, found: Digest, naming: Naming) -> Line:
    facts = " ".join(look.facts)
    return Line(
        who=naming.of(look.name),
        text=f"By the calendar: {facts}" if look.is_by_rule else facts,
        is_new=look.is_new,
        next=f"{look.step}, {due(look.due, found.today)}",
    )


def _asked(found: Digest, naming: Naming) -> Section:
    return Section(
        key="asked",
        title="Quick questions",
        lines=tuple(_question(asked, found, naming) for asked in found.asked),
        note=_about_questions(found),
    )


def _about_questions(found: Digest) -> str:
    if found.is_looking:
        return "Still looking which answers would change something."
    if found.asked:
        return "Skip any of them."
    return "No question whose answer would change anything."


def _question(asked: Asked, found: Digest, naming: Naming) -> Line:
    who = naming.of(asked.name)
    if asked.starts_at is None:
        last = local_short_day(asked.last_came_at, found.zone_name, found.today)
        return Line(who, f"How did it end? Last came {last}.")
    at = short_moment(asked.starts_at, found.zone_name, today=found.today)
    return Line(who, f"Did they come on {at}? {asked.why}".strip())


def _follow_ups(found: Digest, naming: Naming) -> Section:
    return Section(
        key="due",
        title="Follow-ups due",
        lines=tuple(_due(one, naming) for one in found.follow_ups),
        note=_and_more(found.follow_ups_more, "follow-up is", "follow-ups are", found)
        if found.follow_ups
        else "None this week.",
    )


def _due(one: FollowUp, naming: Naming) -> Line:
    return Line(naming.of(one.name), f"{one.said}")


def _changed(found: Digest, naming: Naming) -> Section:
    changed = found.changed
    if changed.since is None:
        note = "There is no earlier export of the same tool to compare with."
        if found.data_as_of is not None and found.data_as_of > found.as_of.instant:
            note = "What was new on a day in the past is not kept."
        return Section("changed", "Since the last export", (), note)
    since = short_day(changed.since, today=found.today)
    counts = ", ".join(
        f"{changed.counts[what]:,} {word}"
        for what, (_, word) in CHANGES.items()
        if changed.counts.get(what)
    )
    first = Line(text=f"{counts or 'Every booking is as it was'}.")
    return Section(
        key="changed",
        title=f"Since the export of {since}",
        lines=(first, *(_change(one, found, naming) for one in changed.sessions)),
        note=_and_more(changed.more, "is", "are", found),
    )


def _change(one: SessionChange, found: Digest, naming: Naming) -> Line:
    at = short_moment(one.starts_at, found.zone_name, today=found.today)
    if one.moved_from is not None:
        before = short_moment(one.moved_from, found.zone_name, today=found.today)
        at = f"{before} → {at}"
    return Line(naming.of(one.client or one.client_id), f"{at}: {CHANGES[one.what][0]}")


def _missing(found: Digest) -> Section:
    lines: Sequence[Line] = [Line(text=said) for said in found.missing]
    return Section(
        key="missing",
        title="What data are missing",
        lines=tuple(lines),
        note="" if lines else "Nothing that is looked for.",
    )


def _fair_test(found: Digest) -> Section:
    line = Line(text=found.fair_test)
    return Section(key="test", title="The fair test of reminders", lines=(line,))


def _and_more(count: int, one: str, many: str, found: Digest) -> str:
    """Return that there are more; the pages are the owner's, not a coach's."""
    if not count:
        return ""
    where = "on Today" if found.coach is None else "not on this sheet"
    return f"{counted(count, f'more {one}', f'more {many}')} {where}."
