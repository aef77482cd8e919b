"""Attendance: what became of the sessions, week by week, and how sure that is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pandas as pd
import streamlit as st

from analytics.charts import attendance as charts
from analytics.intervals import wilson_interval
from pages.shared import attendance_table, doors, empty, words

if TYPE_CHECKING:
    from collections.abc import Callable

SPANS: Final = {"12 weeks": 12, "6 months": 26, "1 year": 52, "All": None}

HEADLINE_WEEKS: Final = 12
"""Weeks of the first sentence: enough sessions to count, and recent ones."""

OPEN_WEEKS: Final = 5
"""Weeks ahead that are drawn: further ones would squeeze the past."""

CANNOT_TELL: Final = """
- **Presumed** means that the tool does not say who came and nobody cancelled or
  marked a no-show. The true rate is lower if some of them stayed away; the rule is in
  Settings.
- Sessions **not known** are outside the rate. If mostly those are unknown who did not
  come, the rate is too high.
- Whether a cancellation was **late** is told by its time, or by two exports of which
  one still shows the booking. Where neither tells, it counts as in time, and the
  table says how many these are.
- Moves, cancellations in time and your own cancellations are outside the rate too.
- Few sessions make a wide interval: two rates whose intervals overlap much may well be
  the same.
- A difference between coaches, services or hours does not say why: other people book
  other hours.
"""


def show() -> None:
    """Draw the page."""
    weeks = doors.attended("week")
    if weeks.empty:
        st.title("Attendance", anchor=False)
        empty.nobody()
        return
    closed = weeks[~weeks["is_open"]].tail(HEADLINE_WEEKS)
    st.title(headline(closed), anchor=False)
    st.caption(basis(closed))
    span = st.segmented_control(
        "How far back", list(SPANS), default="6 months", required=True, key="span"
    )
    shown = window(weeks, SPANS[span or "All"])
    st.header("What became of the sessions", anchor=False)
    _chart(charts.weekly, shown, "Sessions of each week by their outcome")
    st.header("Of those that count, how many were attended", anchor=False)
    _chart(charts.rate, shown, "Attendance rate of each week with its interval")
    with st.expander("The weeks as a table"):
        st.html(attendance_table.html(shown.iloc[::-1], "week"))
    _by()
    st.header("What this cannot tell", anchor=False)
    st.markdown(CANNOT_TELL)


def headline(weeks: pd.DataFrame) -> str:
    """Return the page's first sentence."""
    n, attended = int(weeks["n"].sum()), int(weeks["attended"].sum())
    if n == 0:
        return "No session has counted lately."
    rate = f"{attended / n:.0%}"
    return f"{rate} of {words.counted(n, 'session')} were attended."


def basis(weeks: pd.DataFrame) -> str:
    """Return how sure the first sentence is and what it rests on."""
    n, attended = int(weeks["n"].sum()), int(weeks["attended"].sum())
    said = [f"The last {words.counted(len(weeks), 'full week')}."]
    if interval := wilson_interval(attended, n):
        said.append(f"The true rate may be anything from {_span(interval)}.")
    if presumed := int(weeks["presumed"].sum()):
        share = "All" if presumed == attended else f"{presumed:,} of {attended:,}"
        said.append(f"{share} attended are presumed.")
    if unknown := int(weeks["unknown"].sum()):
        said.append(f"{words.counted(unknown, 'more is', 'more are')} not known.")
    if unclear := int(weeks["late_not_known"].sum()):
        told = words.counted(unclear, "cancellation")
        said.append(f"Of {told} nobody can tell whether it was late.")
    return " ".join(said)


def window(weeks: pd.DataFrame, span: int | None) -> pd.DataFrame:
    """Return the last `span` weeks that are over, and the next few that are not."""
    over, still_open = weeks[~weeks["is_open"]], weeks[weeks["is_open"]]
    past = over if span is None else over.tail(span)
    return pd.concat([past, still_open.head(OPEN_WEEKS)])


def _span(interval: tuple[float, float]) -> str:
    low, high = interval
    return f"{low:.0%} to {high:.0%}"


def _chart(draw: Callable[..., Any], weeks: pd.DataFrame, alt: str) -> None:
    figure = draw(weeks, dark=st.context.theme.type == "dark")
    st.plotly_chart(
        figure, theme=None, config={"displayModeBar": False}, alt=alt, key=alt
    )


def _by() -> None:
    st.header("Compared", anchor=False)
    by = st.segmented_control(
        "Compare by",
        list(attendance_table.GROUPS),
        format_func=attendance_table.GROUPS.__getitem__,
        default="coach",
        required=True,
        key="by",
        label_visibility="collapsed",
    )
    st.html(attendance_table.html(doors.attended(str(by)), str(by)))


show()
