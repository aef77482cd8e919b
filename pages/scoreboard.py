"""How right were we?: every past name with what happened, beside a rule of thumb."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Final

import streamlit as st

from analytics.charts import scoreboard as charts
from analytics.reports.scoreboard import WHATS
from pages.shared import doors, doors_past, empty, past_tables, safe, state, words

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd

    from pages.shared.doors_past import Past

A_PAGE: Final = 12
"""Past names drawn at once."""

NOT_YET: Final = (
    "Driftline looks back as soon as it has worked out its first list: every name the "
    "list would have shown in the past year, and what happened to each. The list on "
    "Today goes by a plain rule until then."
)

HOW: Final = """
- **Each list is made from what was known on its day.** Nothing that came later goes in.
  Lists that were really shown count as they were; the others are what would have been
  shown.
- **Went quiet**: the last session lies at most six weeks after the name, and then
  nothing followed for three usual gaps (four to twelve weeks), with nothing booked.
- **Came back after contact**: they came after somebody noted a contact. They may have
  come anyway, so they count neither for nor against; as *not gone quiet* in the share.
- **Finished** and **away** are what somebody noted, or a completed programme. They are
  no silences, but a name that was not needed.
- **Counted** are names old enough that all of this is known.
- **The rule of thumb** notices anybody after two usual gaps, and puts those with
  something booked last. It had the same weeks and as many places.
- A name is worth more the earlier it comes, and a list can be right and still too late.
  Whether a hello helps, this page cannot tell.
"""


def show() -> None:
    """Draw the page."""
    if doors.clients().empty:
        st.title("How right were we?", anchor=False)
        empty.nobody()
        return
    past = doors_past.past()
    if past is None:
        st.title("How right were we?", anchor=False)
        st.markdown(NOT_YET)
        return
    st.title(past.headline, anchor=False)
    if past.record.weeks:
        st.markdown(past.caught)
        st.caption(past.basis)
        _names(past)
        _missed(past)
        _figures(past)
        _orders(past)
    st.header(_percentages(past), anchor=False)
    st.markdown(past.outlook)
    _card(past)
    with st.expander("How this is counted"):
        st.markdown(HOW)


def _names(past: Past) -> None:
    if past.names.empty:
        return
    st.header("Who was named, and what happened", anchor=False)
    rows = _with_names(past.names)
    present = [what for what in WHATS if (rows["what"] == what).any()]
    wanted = st.pills(
        "What happened",
        present,
        selection_mode="multi",
        format_func=lambda what: f"{WHATS[what]} {(rows['what'] == what).sum()}",
        key="past-whats",
        wrap=True,
    )
    chosen = rows[rows["what"].isin(wanted)] if wanted else rows
    pages = math.ceil(len(chosen) / A_PAGE)
    place = st.session_state.get("past-page", 1) if pages > 1 else 1
    first = (min(place, pages or 1) - 1) * A_PAGE
    st.html(past_tables.names(chosen.iloc[first : first + A_PAGE]))
    if pages > 1:
        st.pagination(pages, key="past-page")
    if len(chosen):
        st.download_button(
            "Download these names as CSV",
            data=lambda: safe.csv(past_tables.for_a_file(chosen)),
            file_name="past-names.csv",
            mime="text/csv",
            on_click="ignore",
            key="download-past",
        )


def _missed(past: Past) -> None:
    rows = _with_names(past.missed)
    if rows.empty:
        return
    people = words.counted(len(rows), "person", "people")
    with st.expander(f"{people} went quiet and no list had named them"):
        st.html(past_tables.missed(rows))


def _figures(past: Past) -> None:
    ours, rule = past.record.ours, past.record.rule
    if ours.drifts:
        st.header("How much earlier", anchor=False)
        _chart(charts.leads, past.leads, _leads_alt(past.leads))
    if ours.names or rule.names:
        st.header("Beside a rule of thumb", anchor=False)
        st.html(past_tables.compared(past.record))


def _orders(past: Past) -> None:
    if past.record.base_rate:
        st.caption(
            f"Of all looks at a client, {past.record.base_rate:.0%} were followed by "
            "silence: a list drawn by lot would be right that often. Of a pair, one "
            "went quiet and one did not; the right order puts the first one higher."
        )
        st.html(past_tables.orders(past.record))
    if not past.thirds.empty:
        st.header("What was expected, and what happened", anchor=False)
        _chart(charts.thirds, past.thirds, _thirds_alt(past.thirds))
        with st.expander("These numbers as a table"):
            st.html(past_tables.thirds(past.thirds))


def _percentages(past: Past) -> str:
    return (
        "Why there are percentages"
        if past.mode == "percent"
        else "Why no percentages yet"
    )


def _card(past: Past) -> None:
    today = doors.local_today()
    worked = words.moment(past.fitted_at, doors.settings().zone_name, today=today)
    st.caption(
        f"Data up to {words.day(past.as_of, today=today)}; worked out on {worked}."
    )
    if past.card:
        with st.expander("What it was worked out from"):
            st.markdown("\n".join(f"- {safe.md(line, 300)}" for line in past.card))


def _with_names(rows: pd.DataFrame) -> pd.DataFrame:
    """Return rows with the clients' names, of all coaches as all figures here are."""
    who = doors.clients()[["client_id", "name"]]
    return rows.merge(who, on="client_id", how="inner")


def _leads_alt(leads: pd.DataFrame) -> str:
    early = int(leads.loc[leads["weeks"] > 0, "clients"].sum())
    return (
        f"How many weeks before a rule of thumb they were named: {early} of "
        f"{int(leads['clients'].sum())} before it"
    )


def _thirds_alt(thirds: pd.DataFrame) -> str:
    said = (
        f"{row['third'].lower()}: expected {row['said']:.0%}, happened "
        f"{row['happened']:.0%} of {row['looks']:,}"
        for row in thirds.to_dict("records")
    )
    return "Three groups of looks at a client. " + "; ".join(said)


def _chart(draw: Callable[..., Any], table: pd.DataFrame, alt: str) -> None:
    figure = draw(table, dark=state.is_dark())
    st.plotly_chart(
        figure, theme=None, config={"displayModeBar": False}, alt=alt, key=draw.__name__
    )


show()
