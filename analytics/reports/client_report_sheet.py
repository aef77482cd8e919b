"""A client's report as HTML on one sheet, and as Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analytics.reports import client_report_words as words
from analytics.reports import paper
from analytics.reports.paper import Paper

if TYPE_CHECKING:
    from analytics.reports.client_report import ClientReport


def page(found: ClientReport, *, is_initials: bool = False) -> str:
    """Return the sheet as a file that opens and prints without anything else."""
    return paper.page(paper_of(found, is_initials=is_initials))


def body(found: ClientReport, *, is_initials: bool = False) -> str:
    """Return the sheet without its style; a stranger's text is escaped."""
    return paper.body(paper_of(found, is_initials=is_initials))


def inside(found: ClientReport, *, is_initials: bool = False) -> str:
    """Return what stands below the title."""
    return paper.inside(paper_of(found, is_initials=is_initials))


def markdown(found: ClientReport, *, is_initials: bool = False) -> str:
    """Return the sheet as Markdown; a stranger's text is escaped."""
    return paper.markdown(paper_of(found, is_initials=is_initials))


def paper_of(found: ClientReport, *, is_initials: bool = False) -> Paper:
    """Return what stands on the sheet."""
    return Paper(
        words.title(found, is_initials=is_initials),
        words.subtitle(found),
        words.sections(found, is_initials=is_initials),
    )
