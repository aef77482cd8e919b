"""The Monday page as Markdown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from analytics.names import plain
from analytics.reports import digest as reports
from analytics.reports import digest_words as words
from analytics.words import short_moment

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analytics.reports.digest import Digest
    from analytics.reports.digest_words import Line, Naming, Section

_MARKS: Final = re.compile(r"([\\`*_{}\[\]()<>#+!|~$&@-])")
_LINKED: Final = re.compile(r"(?i)\b(?:https?:|www\.|mailto:)")


def markdown(found: Digest, naming: Naming) -> str:
    """Return the page as Markdown; whatever a stranger typed is escaped."""
    return "\n".join(_lines(found, naming)) + "\n"


def escaped(text: object, longest: int = words.A_LINE) -> str:
    """Return a text that Markdown shows as it was typed, links and images too."""
    line = _MARKS.sub(r"\\\1", plain(text, longest))
    # An address becomes a link by itself, so its first dot or colon is written out.
    return _LINKED.sub(_unlinked, line)


def _unlinked(found: re.Match[str]) -> str:
    return found.group().replace(":", "&#58;").replace(".", "&#46;")


def _lines(found: Digest, naming: Naming) -> Iterator[str]:
    yield f"# {escaped(words.title(found))}"
    yield ""
    yield f"**{escaped(reports.headline(found))}** {escaped(words.freshness(found))}"
    if warning := reports.stale(found):
        yield from ("", f"> {escaped(warning)}")
    for section in words.sections(found, naming):
        yield from ("", f"## {escaped(section.title)}", "")
        yield from (f"- {_line(line)}" for line in section.lines)
        if section.note:
            yield from (
                ("", escaped(section.note))
                if section.lines
                else (escaped(section.note),)
            )
    if found.data_as_of is not None:
        yield from _weeks(found)
    if found.to_return:
        yield from _to_return(found, naming)


def section(found: Section) -> Iterator[str]:
    """Give a heading and its lines."""
    yield from ("", f"## {escaped(found.title)}", "")
    yield from (f"- {_line(line)}" for line in found.lines)
    if found.lines and found.note:
        yield ""
    if found.note:
        yield escaped(found.note)


def _line(line: Line) -> str:
    new = " (new)" if line.is_new else ""
    who = f"**{escaped(line.who)}**{new}" if line.who else ""
    step = f"*{escaped(line.next)}*" if line.next else ""
    return " ".join(part for part in (who, escaped(line.text), step) if part)


def _weeks(found: Digest) -> Iterator[str]:
    yield from ("", "## How many came", "", escaped(words.answer(found)), "")
    yield from ("| week of | attended | n | 95 % |", "|---|---|---|---|")
    for week in found.weeks.shown:
        low, high = week.interval or (0.0, 1.0)
        rate = "–" if week.rate is None else f"{week.rate:.0%}"
        span = "–" if week.rate is None else f"{low:.0%} to {high:.0%}"
        over = " (not over)" if week.is_open else ""
        yield f"| {week.first_day}{over} | {rate} | {week.n} | {span} |"
    yield from ("", escaped(words.basis(found)))


def _to_return(found: Digest, naming: Naming) -> Iterator[str]:
    yield from ("", "## To send back", "", "The small file asks for:", "")
    for row in found.to_return:
        who = f"**{escaped(naming.of(row.name))}**"
        if row.starts_at is None:
            yield f"- {who}: contacted? answered?"
        else:
            at = short_moment(row.starts_at, found.zone_name, today=found.today)
            yield f"- {who}, {escaped(at)}: what happened?"
