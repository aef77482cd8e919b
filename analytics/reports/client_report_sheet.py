"""A client's report as HTML on one sheet, and as Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analytics.reports import client_report_words as words
from analytics.reports import digest_html, digest_text

if TYPE_CHECKING:
    from analytics.reports.client_report import ClientReport


def page(found: ClientReport, *, is_initials: bool = False) -> str:
    """Return the sheet as a file that opens and prints without anything else."""
    title = words.title(found, is_initials=is_initials)
    return digest_html.whole(title, body(found, is_initials=is_initials))


def body(found: ClientReport, *, is_initials: bool = False) -> str:
    """Return the sheet without its style; a stranger's text is escaped."""
    title = digest_html.escaped(words.title(found, is_initials=is_initials))
    return (
        f'<article class="sheet"><header><h1>{title}</h1></header>{inside(found)}'
        "</article>"
    )


def inside(found: ClientReport) -> str:
    """Return what stands below the title."""
    parts = "".join(digest_html.section(one) for one in words.sections(found))
    about = digest_html.escaped(words.subtitle(found))
    return f'<p class="soft">{about}</p><div class="parts">{parts}</div>'


def markdown(found: ClientReport, *, is_initials: bool = False) -> str:
    """Return the sheet as Markdown; a stranger's text is escaped."""
    lines = [
        f"# {digest_text.escaped(words.title(found, is_initials=is_initials))}",
        "",
        digest_text.escaped(words.subtitle(found)),
    ]
    for one in words.sections(found):
        lines += digest_text.section(one)
    return "\n".join(lines) + "\n"
