"""The Monday page as HTML: a sheet that needs nothing but itself.

Everything is text: whatever a stranger typed is escaped, no script is needed, no
address is asked for. `page` is the whole file, `body` what stands inside another page.
"""

from __future__ import annotations

import html
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING, Final

from analytics.names import plain
from analytics.reports import digest as reports
from analytics.reports import digest_words as words
from analytics.reports.digest_return import ANSWERS
from analytics.reports.digest_svg import chart
from analytics.words import short_moment

if TYPE_CHECKING:
    from analytics.reports.digest import Digest
    from analytics.reports.digest_return import ReturnRow
    from analytics.reports.digest_words import Line, Naming, Section

_HERE = Path(__file__).parent
STYLE: Final = _HERE / "digest.css"
_PAGE = _HERE / "digest.html"
_PAGE_STYLE = _HERE / "digest_page.css"


def page(found: Digest, naming: Naming) -> str:
    """Return the sheet as a file that opens and prints without anything else."""
    return whole(words.title(found), body(found, naming))


def whole(title: str, inside: str) -> str:
    """Return a file of one sheet, given its escaped inside."""
    styles = [path.read_text("utf-8") for path in (_PAGE_STYLE, STYLE)]
    return Template(_PAGE.read_text("utf-8")).substitute(
        title=escaped(title), style="\n".join(styles), body=inside
    )


def body(found: Digest, naming: Naming) -> str:
    """Return the sheet without its style."""
    kind = "sheet of-coach" if found.coach else "sheet"
    return (
        f'<article class="{kind}"><header><h1>{escaped(reports.headline(found))}</h1>'
        f'<p class="soft">{escaped(words.title(found))}. '
        f"{escaped(words.freshness(found))}</p></header>{inside(found, naming)}"
        "</article>"
    )


def inside(found: Digest, naming: Naming, drawn: str | None = None) -> str:
    """Return what stands below the first sentence.

    Parameters
    ----------
    drawn
        HTML that shows the chart; by default the drawing itself.
    """
    warning = reports.stale(found)
    warned = f'<p class="warn">{escaped(warning, 400)}</p>' if warning else ""
    parts = "".join(section(one) for one in words.sections(found, naming))
    return (
        f'{warned}<div class="parts">{parts}</div>{_weeks(found, drawn)}'
        f"{_to_return(found, naming)}"
    )


def escaped(text: object, longest: int = words.A_LINE) -> str:
    """Return a text as HTML, as content or as a quoted attribute."""
    return html.escape(plain(text, longest))


def section(found: Section) -> str:
    """Return a heading and its lines."""
    lines = "".join(f"<li>{_line(line)}</li>" for line in found.lines)
    listed = f"<ul>{lines}</ul>" if lines else ""
    note = f'<p class="note">{escaped(found.note)}</p>' if found.note else ""
    return (
        f'<section class="{found.key}"><h2>{escaped(found.title)}</h2>'
        f"{listed}{note}</section>"
    )


def _line(line: Line) -> str:
    new = ' <span class="new">new</span>' if line.is_new else ""
    who = f'<b class="who">{escaped(line.who)}</b>{new} ' if line.who else ""
    step = f'<span class="next">{escaped(line.next)}</span>' if line.next else ""
    return f"{who}{escaped(line.text)}{step}"


def _weeks(found: Digest, drawn: str | None) -> str:
    if found.data_as_of is None:
        return ""
    return (
        '<section class="weeks"><h2>How many came</h2>'
        f"<p>{escaped(words.answer(found))}</p>{drawn or chart(found.weeks)}"
        f'<p class="note">{escaped(words.basis(found))}</p></section>'
    )


def _to_return(found: Digest, naming: Naming) -> str:
    if not found.to_return:
        return ""
    sessions = [row for row in found.to_return if row.starts_at is not None]
    rows = "".join(f"<li>{_row(row, found, naming)}</li>" for row in sessions)
    answers = ", ".join(ANSWERS)
    return (
        '<section class="return"><h2>To send back</h2>'
        '<p class="note">In the small file that comes with this sheet, write into '
        f"what_happened one of: {escaped(answers)}. For each name above there is a "
        "row as well: the day of a contact, and yes or no once it is answered. Leave "
        f'out what you do not know.</p><ul class="send-back">{rows}</ul></section>'
    )


def _row(row: ReturnRow, found: Digest, naming: Naming) -> str:
    who = f'<b class="who">{escaped(naming.of(row.name))}</b>'
    if row.starts_at is None:
        return who
    at = short_moment(row.starts_at, found.zone_name, today=found.today)
    return f'{who} {escaped(at)} <span class="boxes">________</span>'
