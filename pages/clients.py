"""Clients: everybody, to find, filter and sort."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

import streamlit as st

from pages.shared import (
    choice,
    client_list,
    client_report_form,
    doors,
    empty,
    safe,
    strip,
    words,
)

if TYPE_CHECKING:
    import pandas as pd

A_PAGE: Final = 40
"""Rows drawn at once: what one scrolls through before one rather searches."""

ORDERS: Final = {
    "Name": ("name", True),
    "Came last, longest ago first": ("last_attended_at", True),
    "Came last, newest first": ("last_attended_at", False),
    "Next session": ("next_booked_at", True),
    "Most sessions": ("sessions_attended", False),
}
"""How the list can be sorted: by which column, and whether upwards."""


def show() -> None:
    """Draw the page."""
    st.title("Clients", anchor=False)
    everybody = doors.clients()
    if everybody.empty:
        empty.nobody()
        return
    everybody = everybody[everybody["coach"].map(choice.selection().has)]
    chosen = _chosen(everybody)
    said = words.counted(len(chosen), "client")
    st.caption(said if len(chosen) == len(everybody) else f"{said} of {len(everybody)}")
    pages = math.ceil(len(chosen) / A_PAGE)
    place = st.session_state.get("clients-page", 1) if pages > 1 else 1
    first = (min(place, pages or 1) - 1) * A_PAGE
    st.html(client_list.table(chosen.iloc[first : first + A_PAGE]))
    if pages > 1:
        st.pagination(pages, key="clients-page")
    st.html(strip.legend())
    st.download_button(
        "Download this list as CSV",
        data=lambda: safe.csv(client_list.for_a_file(chosen)),
        file_name="clients.csv",
        mime="text/csv",
        on_click="ignore",
        key="download-clients",
    )
    client_report_form.show(chosen.iloc[first : first + A_PAGE])


def _chosen(everybody: pd.DataFrame) -> pd.DataFrame:
    """Draw the search, the filter and the order; return the clients they leave."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        searched = st.text_input(
            "Find a client", type="search", live=True, key="find", width=260
        )
        order = st.selectbox("Sort by", list(ORDERS), key="order", width=260)
    present = [s for s in client_list.STANDINGS if (everybody["standing"] == s).any()]
    wanted = st.pills(
        "How their story stands",
        present,
        selection_mode="multi",
        format_func=lambda standing: _counted(everybody, standing),
        key="standings",
        wrap=True,
    )
    kept = everybody["standing"].isin(wanted) if wanted else everybody["name"].notna()
    if searched:
        kept &= everybody["name"].str.contains(
            searched.strip(), case=False, regex=False
        )
    column, is_upwards = ORDERS[order]
    return everybody[kept].sort_values(
        column,
        ascending=is_upwards,
        kind="stable",
        key=lambda cells: cells.str.casefold() if column == "name" else cells,
    )


def _counted(everybody: pd.DataFrame, standing: str) -> str:
    count = (everybody["standing"] == standing).sum()
    return f"{client_list.STANDINGS[standing]} {count}"


show()
