"""Monday: the week on one sheet, to read, to print, to hand to a coach."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import streamlit as st

from analytics.reports import digest as reports
from analytics.reports import digest_html, digest_svg, digest_text, digest_words
from analytics.reports.digest_return import file_of
from analytics.reports.digest_words import Naming
from pages.shared import (
    choice,
    doors,
    doors_monday,
    empty,
    file_link,
    reminders_question,
    safe,
    sheet,
    state,
    view,
    words,
)

if TYPE_CHECKING:
    from streamlit.delta_generator import DeltaGenerator

    from analytics.reports.digest import Digest

A_LINE: Final = 400

HOW_TO_RETURN: Final = (
    "Save the sheet as a web page and give it to the coach: it asks what became of "
    "their sessions and whom they contacted, and makes a small file to send back. Or "
    "give them that file empty. Drop what comes back on the page Import, like any "
    "export: what was left empty is passed over, and all of it can be taken back."
)


def show() -> None:
    """Draw the page."""
    if not doors.imports_in_force():
        st.title("Monday", anchor=False)
        empty.nobody()
        return
    coach = choice.selection().coach
    # What is ready is shown: of a very large practice the questions take long.
    head, whole = st.empty(), st.empty()
    if not doors_monday.is_made(coach):
        first = doors_monday.digest(coach, with_questions=False)
        _sheet(replace(first, is_looking=True), head, whole)
    with st.spinner("Looking which answers would change something …"):
        found = doors_monday.digest(coach)
    _sheet(found, head, whole, with_tools=True)
    _files(found)
    if reminders_question.is_due():
        with st.container(key="off-the-sheet-asked"):
            reminders_question.show()
    if found.coach is not None:
        _send_back(found)
    elif len(doors.coaches()) > 1:
        with st.container(key="off-the-sheet"):
            st.caption("Choose a coach above for a sheet with their own clients only.")


def _sheet(
    found: Digest,
    head: DeltaGenerator,
    whole: DeltaGenerator,
    *,
    with_tools: bool = False,
) -> None:
    """Draw the first sentence and the sheet in their places."""
    with head.container():
        st.title(safe.md(reports.headline(found)), anchor=False)
        about = f"{digest_words.title(found)}. {digest_words.freshness(found)}"
        st.caption(safe.md(about, A_LINE))
        if with_tools:
            _tools(found)
    naming = Naming(with_names=not view.current().is_initials)
    with whole.container():
        sheet.show(digest_html.inside(found, naming, _chart(found)))


def _files(found: Digest) -> None:
    """Draw the ways to the files of whoever stands on the sheet, each once."""
    named = {one.client_id: one.name for one in found.looks}
    named |= {one.client_id: one.name for one in found.follow_ups}
    if not named:
        return
    seen = view.current()
    with st.container(
        horizontal=True,
        vertical_alignment="center",
        key="off-the-sheet-files",
        gap="small",
    ):
        st.caption("Open a file:", width="content")
        for client_id, name in named.items():
            file_link.show(client_id, name, seen)


def _chart(found: Digest) -> str:
    """Return the chart as an image; in the dark another one is printed."""
    is_dark = state.is_dark()
    images = [("on-screen", True), ("on-paper", False)] if is_dark else [("", False)]
    alt_html = safe.html(digest_svg.alt(found.weeks.shown), A_LINE * 4)
    return "".join(
        f'<img class="chart {where}" alt="{alt_html}" '
        f'src="{digest_svg.picture(found.weeks.shown, dark=dark)}">'
        for where, dark in images
    )


def _tools(found: Digest) -> None:
    def page() -> bytes:
        return digest_html.page(found, _naming()).encode()

    def text() -> bytes:
        return digest_text.markdown(found, _naming()).encode()

    with st.container(
        horizontal=True, vertical_alignment="center", key="sheet-tools", gap="small"
    ):
        name = f"monday-{found.today.isoformat()}"
        sheet.download("Save as a web page", page, f"{name}.html", "text/html")
        sheet.download("Save as text", text, f"{name}.md", "text/markdown")
        st.toggle("Whole names in the file", key="sheet-names")
        st.caption(sheet.HOW_TO_PRINT)


def _naming() -> Naming:
    return Naming(with_names=bool(st.session_state.get("sheet-names")))


def _asks(found: Digest) -> str:
    """Return how much the sheet asks of its coach."""
    sessions = sum(row.starts_at is not None for row in found.to_return)
    contacts = len(found.to_return) - sessions
    return (
        f"The sheet asks about {words.counted(sessions, 'session')} and "
        f"{words.counted(contacts, 'contact')}."
    )


def _send_back(found: Digest) -> None:
    def content() -> bytes:
        return file_of(
            found.to_return,
            str(found.coach),
            zone_name=found.zone_name,
            today=found.today,
        )

    with st.container(key="off-the-sheet"):
        st.caption(f"{_asks(found)} {HOW_TO_RETURN}")
        with st.container(horizontal=True, vertical_alignment="center"):
            name = f"monday-{found.today.isoformat()}-to-send-back.csv"
            sheet.download("Save the empty file", content, name, "text/csv")
            st.page_link("import_sessions.py", label="Import what came back")


show()
