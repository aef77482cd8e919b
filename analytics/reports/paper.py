"""A sheet of sections, as a page that opens by itself, within a page, and as text.

Whatever a stranger typed is escaped here. What a sheet says is put together elsewhere.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from analytics.reports import digest_html, digest_text

if TYPE_CHECKING:
    from analytics.reports.digest_words import Section


class Paper(NamedTuple):
    """What stands on a sheet; texts are as they were typed."""

    title: str
    about: str
    """One line below the title."""
    sections: tuple[Section, ...]


def page(paper: Paper) -> str:
    """Return the sheet as a file that opens and prints without anything else."""
    return digest_html.whole(paper.title, body(paper))


def body(paper: Paper) -> str:
    """Return the sheet without its style."""
    title = digest_html.escaped(paper.title)
    return (
        f'<article class="sheet"><header><h1>{title}</h1></header>{inside(paper)}'
        "</article>"
    )


def inside(paper: Paper) -> str:
    """Return what stands below the title."""
    parts = "".join(digest_html.section(one) for one in paper.sections)
    about = digest_html.escaped(paper.about)
    return f'<p class="soft">{about}</p><div class="parts">{parts}</div>'


def markdown(paper: Paper) -> str:
    """Return the sheet as Markdown."""
    lines = [
        f"# {digest_text.escaped(paper.title)}",
        "",
        digest_text.escaped(paper.about),
    ]
    for one in paper.sections:
        lines += digest_text.section(one)
    return "\n".join(lines) + "\n"
