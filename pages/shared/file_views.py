"""A coach's views of a client over time, as two small rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import streamlit as st

from analytics.reports.client_file_timeline import VIEW_MOST
from pages.shared import doors_client, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analytics.reports.client_file_timeline import View as OneView
    from pages.shared.view import View

SHOWN: Final = 24
"""The latest views that are drawn."""

NONE: Final = (
    "No view yet. After a session two taps say how engaged they were and how far the "
    "goal came; nobody has to."
)

SIDES: Final = {"engaged": "Engaged", "goal_progress": "Towards the goal"}


def show(client_id: str, seen: View) -> None:
    """Draw the two rows."""
    st.subheader("Your view after sessions", anchor=False)
    views = doors_client.client_file(client_id).views
    if not views:
        st.html(f'<p class="dl-soft">{NONE}</p>')
        return
    rows_html = "".join(_row_html(side, views, seen) for side in SIDES)
    st.html(f'<div class="dl-views">{rows_html}</div>')


def _row_html(side: str, views: Sequence[OneView], seen: View) -> str:
    given = [(view.on_date, getattr(view, side)) for view in views]
    given = [(day, value) for day, value in given if value is not None]
    shown = given[-SHOWN:]
    bars = "".join(
        f'<i class="of-{value}" title="{words.short_day(day, today=seen.today)}: '
        f'{value} of {VIEW_MOST}"></i>'
        for day, value in shown
    )
    told = ", ".join(str(value) for _day, value in shown) or "none so far"
    span = ""
    if shown:
        first, last = (
            words.short_day(day, today=seen.today) for day, _ in (shown[0], shown[-1])
        )
        span = first if first == last else f"{first} to {last}"
    return (
        f'<div><span>{SIDES[side]}</span><span class="dl-bars" role="img" '
        f'aria-label="Of {VIEW_MOST}, oldest first: {told}">{bars}</span>'
        f'<span class="dl-soft">n = {len(given):,}{f", {span}" if span else ""}</span>'
        "</div>"
    )
