"""The Monday page as HTML: a sheet that needs nothing but itself.

Everything is text: whatever a stranger typed is escaped, no script is needed to read
it, no address is asked for. `page` is the whole file, `inside` what stands within
another page.
"""

from __future__ import annotations

import html
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING, Final

from analytics.names import plain
from analytics.reports import digest as reports
from analytics.reports import digest_form
from analytics.reports import digest_words as words
from analytics.reports.digest_svg import chart

if TYPE_CHECKING:
    from analytics.reports.digest import Digest
    from analytics.reports.digest_words import Line, Naming, Section

_HERE = Path(__file__).parent
STYLE: Final = _HERE / "digest.css"
_PAGE = _HERE / "digest.html"
_PAGE_STYLE = _HERE / "digest_page.css"


def page(found: Digest, naming: Naming) -> str:
    """Return the sheet as a file that opens and prints without anything else."""
    asks = digest_form.form(found, naming)
    return whole(words.title(found), body(found, naming, asks), with_form=bool(asks))


def whole(title: str, inside: str, *, with_form: bool = False) -> str:
    """Return a file of one sheet, given its escaped inside.

    Parameters
    ----------
    with_form
        Whether it asks for something: only then may it run a script, its own.
    """
    styles = [path.read_text("utf-8") for path in (_PAGE_STYLE, STYLE)]
    return Template(_PAGE.read_text("utf-8")).substitute(
        title=escaped(title),
        style="\n".join(styles),
        body=inside,
        scripts=digest_form.may_run() if with_form else "'none'",
        script=f"<script>{digest_form.script()}</script>" if with_form else "",
    )


def body(found: Digest, naming: Naming, asks: str = "") -> str:
    """Return the sheet without its style, with what it asks for below."""
    kind = "sheet of-coach" if found.coach else "sheet"
    return (
        f'<article class="{kind}"><header><h1>{escaped(reports.headline(found))}</h1>'
        f'<p class="soft">{escaped(words.title(found))}. '
        f"{escaped(words.freshness(found))}</p></header>{inside(found, naming)}{asks}"
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
    return f'{warned}<div class="parts">{parts}</div>{_weeks(found, drawn)}'


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
    step = f' <span class="next">{escaped(line.next)}</span>' if line.next else ""
    return f"{who}{escaped(line.text)}{step}"


def _weeks(found: Digest, drawn: str | None) -> str:
    if found.data_as_of is None:
        return ""
    return (
        '<section class="weeks"><h2>How many came</h2>'
        f"<p>{escaped(words.answer(found))}</p>{drawn or chart(found.weeks.shown)}"
        f'<p class="note">{escaped(words.basis(found))}</p></section>'
    )
