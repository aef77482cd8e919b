"""What the data cannot say, a source at a time, with what to do in that very tool."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import streamlit as st

from analytics.quality import gap_words
from pages.shared import safe, view, words

if TYPE_CHECKING:
    from analytics.quality.gaps import Finding, SourceGaps
    from pages.shared.view import View

WEEKS_NAMED: Final = 6


def show(sources: list[SourceGaps]) -> None:
    """Draw each source with what it lacks; say so where one lacks nothing."""
    st.header("What the data cannot say", anchor=False)
    if not any(source.findings for source in sources):
        st.markdown("Nothing is missing that Driftline looks at.")
    seen = view.current()
    for source in sources:
        st.html(_source(source, seen))


def _source(source: SourceGaps, seen: View) -> str:
    sessions = words.counted(source.sessions, "session")
    clients = words.counted(source.clients, "client")
    # What to do differs from tool to tool, so it is not said of all together.
    is_one = source.source is not None
    found_html = "".join(
        _finding(finding, seen, is_one=is_one) for finding in source.findings
    )
    said_html = (
        f'<dl class="dl-lacks">{found_html}</dl>'
        if found_html
        else "<p>Nothing is missing.</p>"
    )
    vouched = (
        f", {words.counted(source.sessions_confirmed, 'session')} confirmed by you"
        if source.sessions_confirmed
        else ""
    )
    return (
        f'<section class="dl-gaps"><h3>{safe.html(source.name)} '
        f'<span class="dl-soft">{sessions}, {clients}{vouched}</span></h3>'
        f"{said_html}</section>"
    )


def _finding(finding: Finding, seen: View, *, is_one: bool) -> str:
    weeks = ""
    if finding.weeks:
        named = [words.short_day(w, today=seen.today) for w in finding.weeks]
        more = len(named) - WEEKS_NAMED
        named = [*named[:WEEKS_NAMED], *([f"{more} more"] if more > 0 else [])]
        weeks = f" The weeks that begin on {words.joined(named)}."
    said_html = safe.html(gap_words.said(finding), 300)
    do_html = f' <span class="dl-do">{safe.html(finding.advice, 600)}</span>'
    return (
        f"<div><dt>{said_html}</dt><dd>{safe.html(finding.costs + weeks, 600)}"
        f"{do_html if is_one else ''}</dd></div>"
    )
