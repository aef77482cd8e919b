"""The whole history of a client as one timeline, newest first."""

from __future__ import annotations

import math
from itertools import groupby
from typing import TYPE_CHECKING, Final

import streamlit as st

from analytics.reports.attendance_client import hours_said
from analytics.reports.client_file_timeline import (
    CHANGES,
    CONTACTS,
    SESSIONS,
    VIEW_MOST,
)
from pages.shared import doors_client, safe, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from analytics.reports.client_file_timeline import Line, Slot
    from analytics.reports.client_file_timeline import View as OneView
    from pages.shared.view import View

A_PAGE: Final = 40
"""Lines drawn at once."""

GROUPS: Final = {
    SESSIONS: "Sessions",
    CONTACTS: "Contacts",
    CHANGES: "Changes",
}

NOTHING: Final = (
    "Nothing has happened yet: no session is known, and nothing was entered."
)

NONE_OF_THESE: Final = "Nothing of this kind so far."


def show(client_id: str, seen: View) -> None:
    """Draw the filters and a page of lines."""
    st.subheader("The story so far", anchor=False)
    lines = doors_client.client_file(client_id).timeline
    if not lines:
        st.html(f'<p class="dl-soft">{NOTHING}</p>')
        return
    chosen = st.pills(
        "Show",
        list(GROUPS),
        selection_mode="multi",
        format_func=GROUPS.__getitem__,
        key="timeline-groups",
        label_visibility="collapsed",
    )
    if chosen:
        lines = tuple(line for line in lines if line.group in chosen)
    pages = max(math.ceil(len(lines) / A_PAGE), 1)
    place = min(st.session_state.get("timeline-page", 1), pages)
    first = (place - 1) * A_PAGE
    st.html(_html(lines[first : first + A_PAGE], seen))
    if pages > 1:
        st.pagination(pages, key="timeline-page")


def _html(lines: Sequence[Line], seen: View) -> str:
    if not lines:
        return f'<p class="dl-soft">{NONE_OF_THESE}</p>'
    months = "".join(
        f"<section><h4>{month}</h4><ol>{_lines_html(of_month, seen)}</ol></section>"
        for month, of_month in groupby(lines, _month)
    )
    return f'<div class="dl-timeline">{months}</div>'


def _month(line: Line) -> str:
    return "Ahead" if line.is_ahead else f"{line.day:%B %Y}"


def _lines_html(lines: Iterable[Line], seen: View) -> str:
    return "".join(_line_html(line, seen) for line in lines)


def _line_html(line: Line, seen: View) -> str:
    day = f"{line.day:%a} {line.day.day}"
    if line.is_ahead:
        day = f"{line.day:%a} {words.short_day(line.day, today=seen.today)}"
    iso, look = line.day.isoformat(), line.slot.kind if line.slot else line.group
    told_html = (
        _session_html(line, line.slot, seen) if line.slot else _said_html(line, seen)
    )
    return (
        f'<li class="{look}"><time datetime="{iso}">{day}</time>'
        f'<i aria-hidden="true"></i><div>{told_html}</div></li>'
    )


def _said_html(line: Line, seen: View) -> str:
    typed_html = f": {seen.typed(line.said.typed)}" if line.said.typed else ""
    return f"<p>{safe.html(line.said.what)}{typed_html}</p>"


def _session_html(line: Line, slot: Slot, seen: View) -> str:
    parts = [slot.time, _notice(slot), _how_sure(slot), _price(slot)]
    facts_html = " · ".join(safe.html(part) for part in parts if part)
    excused_html = ""
    if slot.excused_reason:
        excused_html = f" {seen.typed(slot.excused_reason)}"
    return (
        f"<p><b>{safe.html(words.sentence(slot.became))}</b>{excused_html} "
        f'<span class="dl-soft">{facts_html}</span>{_view_html(line.view)}</p>'
        f"{_chain_html(line.moved_from, seen)}{_promised_html(line.promised, seen)}"
    )


def _chain_html(moved_from: Sequence[Slot], seen: View) -> str:
    return "".join(
        f'<p class="dl-chain dl-soft">moved from {slot.day:%a} '
        f"{words.short_day(slot.day, today=seen.today)}, {slot.time}"
        f"{_before(slot)}</p>"
        for slot in moved_from
    )


def _before(slot: Slot) -> str:
    known = slot.notice_hours is not None
    return f" · {hours_said(slot.notice_hours)}" if known else ""


def _promised_html(promised: Sequence[str], seen: View) -> str:
    return "".join(
        f'<p class="dl-chain dl-soft">promised: {seen.typed(text)}</p>'
        for text in promised
    )


def _notice(slot: Slot) -> str:
    is_off = slot.kind in ("late", "cancelled", "by_coach", "excused")
    return hours_said(slot.notice_hours) if is_off and slot.notice_hours else ""


def _how_sure(slot: Slot) -> str:
    return "presumed" if slot.is_presumed else ""


def _price(slot: Slot) -> str:
    if slot.price_cents is None:
        return ""
    return f"{slot.price_cents / 100:,.2f} {slot.currency or ''}".replace(".00 ", " ")


def _view_html(view: OneView | None) -> str:
    if view is None:
        return ""
    sides = (("engaged", view.engaged), ("progress", view.goal_progress))
    return "".join(_dots_html(side, value) for side, value in sides if value)


def _dots_html(side: str, value: int) -> str:
    dots = "●" * value + "○" * (VIEW_MOST - value)
    return (
        f' <span class="dl-dots"><span class="dl-soft">{side}</span> '
        f'<span role="img" aria-label="{value} of {VIEW_MOST}">{dots}</span></span>'
    )
