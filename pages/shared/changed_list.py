"""What changed since the last export: one line, and the sessions behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import streamlit as st

from pages.shared import choice, doors, safe, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analytics.importing.changed import SessionChange
    from pages.shared.view import View

SHOWN: Final = 40
"""Of each kind; whoever wants all of them has the command `changes`."""

KINDS: Final = {
    "missing": ("gone", "Gone from the newest file"),
    "cancelled": ("cancelled", "Cancelled"),
    "moved": ("moved", "Moved"),
    "outcome": ("marked", "Marked since"),
    "new": ("new", "New"),
}
"""What changed: in the line, and above the sessions."""

OUTCOMES: Final = {
    "attended": "came",
    "no_show": "did not come",
    "late_cancelled": "cancelled late",
    "cancelled": "cancelled in time",
    "cancelled_by_coach": "cancelled by you",
    "rescheduled": "moved",
    "scheduled": "ahead",
    "unknown": "not known",
}
"""What became of a session, in the words of a page."""


def show(seen: View, *, key: str) -> None:
    """Draw the line and, folded, the list; nothing where no tool was exported twice."""
    changed = doors.changed()
    if not changed.sources:
        return
    has = choice.selection().has
    sessions = [one for one in changed.sessions if has(one.coach)]
    since = min(since for _, since, _ in changed.sources)
    with st.expander(
        f"Since the export of {seen.short_day(since)}: {told(sessions)}", key=key
    ):
        if not sessions:
            st.markdown("Every booking is as it was.")
        for what, (_, heading) in KINDS.items():
            _kind([one for one in sessions if one.what == what], heading, seen)
        if any(one.what == "missing" for one in sessions):
            st.page_link("people.py", label="Were these cancelled? Say it here")


def told(sessions: Sequence[SessionChange]) -> str:
    """Return how many changed, such as ``2 gone, 1 cancelled, 12 new``."""
    counts = [
        (sum(one.what == what for one in sessions), word)
        for what, (word, _) in KINDS.items()
    ]
    said = [f"{count:,} {word}" for count, word in counts if count]
    return ", ".join(said) or "nothing changed"


def _kind(sessions: Sequence[SessionChange], heading: str, seen: View) -> None:
    if not sessions:
        return
    lines = "".join(f"<li>{_line(one, seen)}</li>" for one in sessions[:SHOWN])
    more = len(sessions) - SHOWN
    left = f'<p class="dl-soft">and {more:,} more</p>' if more > 0 else ""
    st.html(
        f'<div class="dl-changed"><p class="dl-kind">{heading} '
        f'<span class="dl-soft">{len(sessions):,}</span></p>'
        f"<ul>{lines}</ul>{left}</div>"
    )


def _line(one: SessionChange, seen: View) -> str:
    at = words.moment(one.starts_at, seen.zone, today=seen.today)
    when_html = safe.html(at)
    if one.moved_from is not None:
        before = words.moment(one.moved_from, seen.zone, today=seen.today)
        when_html = f"{safe.html(before)} → {when_html}"
    name_html = seen.name(one.client or one.client_id)
    about = [one.service] if one.service else []
    if one.what == "outcome":
        about.append(OUTCOMES[one.outcome])
    about_html = "".join(f" · {safe.html(part)}" for part in about)
    return (
        f'<b class="dl-name">{name_html}</b> {when_html}'
        f'<span class="dl-soft">{about_html}</span>'
    )
