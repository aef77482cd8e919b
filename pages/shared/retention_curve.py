"""How long clients stay: the curve, how it ends, what it hangs on, kinds of clients."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

import streamlit as st

from analytics.reports import retention as reports
from analytics.reports.retention_words import SPANS
from pages.shared import chart_card, doors_retention, state
from pages.shared.state import Key

if TYPE_CHECKING:
    from analytics.retention.groups import By

KINDS: Final = {
    "service": "First service",
    "source": "First tool",
    "start": "Year of the start",
}
"""What clients can be compared by: never by coach."""

FIRST_KIND: Final = "service"


def show() -> None:
    """Draw the curve and the endings, under the horizon that was chosen."""
    gaps = st.slider(
        "A silent client counts as gone after so many of their usual gaps",
        min_value=2.0,
        max_value=6.0,
        value=doors_retention.USUAL_GAPS,
        step=0.5,
        format="%g",
        help="The curve, the endings and the comparison follow it, and never before 28 "
        "days. Everything else here takes 3, as the list on Today does.",
        key="gaps",
        width=420,
        persist_state="session",
    )
    for card in doors_retention.stay(gaps, dark=state.is_dark()):
        chart_card.show(card)
    if months := doors_retention.months():
        month = _usual(months)
        chart_card.show(doors_retention.by_horizon(gaps, month, dark=state.is_dark()))


def beside() -> None:
    """Draw clients of different kinds beside each other."""
    months = doors_retention.months()
    if not months:
        return
    with st.container(horizontal=True, gap="medium"):
        by = st.segmented_control(
            "Compare by",
            list(KINDS),
            format_func=KINDS.__getitem__,
            default=FIRST_KIND,
            required=True,
            key="compare-by",
        )
        month = st.segmented_control(
            "Look at them after",
            months,
            format_func=SPANS.__getitem__,
            default=_usual(months),
            required=True,
            key="after",
        )
    # Whoever has looked at another one has chosen, whatever they look at now.
    is_chosen = by != FIRST_KIND or bool(st.session_state.get(Key.COMPARED))
    st.session_state[Key.COMPARED] = is_chosen
    gaps = st.session_state.get("gaps", doors_retention.USUAL_GAPS)
    for card in doors_retention.beside(
        cast("By", by), int(month or 1), gaps, is_chosen=is_chosen, dark=state.is_dark()
    ):
        chart_card.show(card)


def _usual(months: list[int]) -> int:
    """Return the month to look at: the last that the first sentence tells of.

    Where hardly anybody leaves within three months, three months tell nothing.
    """
    told = [month for month in reports.HEADLINE_MONTHS if month in months]
    return told[-1] if told else months[0]
