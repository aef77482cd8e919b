"""In a client's file: one minute before the call, what the coach owes first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import streamlit as st

from analytics.reports import brief_words, paper
from pages.shared import doors_session, safe, sheet

if TYPE_CHECKING:
    from analytics.reports.digest_words import Line, Section
    from pages.shared.view import View

A_LINE: Final = 400


def show(client_id: str, seen: View) -> None:
    """Draw the brief, and the button that saves it as a page to print."""
    st.subheader("Before you meet", anchor=False)
    found = doors_session.brief(client_id)
    told = brief_words.paper(found, is_initials=seen.is_initials)
    # The line to remember stands above already, in the head of the file.
    shown = [one for one in told.sections if one.key != "remember"]
    parts_html = "".join(_part_html(one) for one in shown)
    st.html(
        f'<div class="dl-brief"><p class="dl-soft">{safe.html(told.about)}</p>'
        f'<div class="dl-parts">{parts_html}</div></div>'
    )
    sheet.download(
        "Save to print",
        lambda: paper.page(told).encode(),
        f"brief-{seen.today.isoformat()}.html",
        "text/html",
        of="brief-",
    )


def _part_html(one: Section) -> str:
    lines_html = "".join(f"<li>{_line_html(line)}</li>" for line in one.lines)
    listed_html = f"<ul>{lines_html}</ul>" if lines_html else ""
    note_html = (
        f'<p class="dl-soft">{safe.html(one.note, A_LINE)}</p>' if one.note else ""
    )
    return (
        f'<section class="dl-of-{one.key}"><h4>{safe.html(one.title)}</h4>'
        f"{listed_html}{note_html}</section>"
    )


def _line_html(line: Line) -> str:
    who_html = f"<b>{safe.html(line.who)}</b> " if line.who else ""
    next_html = (
        f' <span class="dl-soft">{safe.html(line.next)}</span>' if line.next else ""
    )
    text_html = f'<span class="dl-typed">{safe.html(line.text, A_LINE)}</span>'
    return f"{who_html}{text_html}{next_html}"
