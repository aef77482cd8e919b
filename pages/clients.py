"""Clients: everybody, to find, filter and sort, and to open somebody's file."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

import streamlit as st

from analytics.reports import client_list_look
from pages.shared import (
    choice,
    client_list,
    client_list_bulk,
    client_list_hand,
    client_list_views,
    client_report_form,
    doors_clients,
    empty,
    safe,
    strip,
    view,
    words,
)
from pages.shared import client_list_look as looks

if TYPE_CHECKING:
    import pandas as pd

    from analytics.reports.client_list_look import Look

A_PAGE: Final = 40
"""Rows drawn at once: what one scrolls through before one rather searches."""


def show() -> None:
    """Draw the page."""
    opened = client_list_hand.opened()
    if opened:
        st.switch_page("client.py", query_params={"who": opened})
    st.title("Clients", anchor=False)
    everybody = doors_clients.everybody()
    if everybody.empty:
        empty.nobody()
        return
    everybody = everybody[everybody["coach"].map(choice.selection().has)]
    looks.take_from_address(everybody)
    looks.widgets(everybody)
    look = looks.current(everybody)
    found = client_list_look.arranged(everybody, look)
    looks.write_address(look)
    _list(everybody, found, look)


def _list(everybody: pd.DataFrame, found: pd.DataFrame, look: Look) -> None:
    pages = math.ceil(len(found) / A_PAGE)
    place = st.session_state.get(looks.PAGE, 1) if pages > 1 else 1
    first = (min(place, pages or 1) - 1) * A_PAGE
    shown = found.iloc[first : first + A_PAGE]
    seen = view.current()
    with st.container(
        horizontal=True, vertical_alignment="center", key="list-line", gap="small"
    ):
        said = words.counted(len(found), "client")
        is_all = len(found) == len(everybody)
        st.caption(said if is_all else f"{said} of {len(everybody):,}")
        client_list_views.show(look, seen)
        client_list_bulk.toggle()
    # Always there, so that nothing below is drawn anew when somebody is chosen.
    with st.container(key="together", gap="xsmall"):
        client_list_views.what_was_done(seen)
        client_list_bulk.show(everybody, found, shown)
    if found.empty:
        _nobody_fits(is_of_coach=everybody.empty)
        return
    _table(shown, look)
    if pages > 1:
        st.pagination(pages, key=looks.PAGE, persist_state="session")
    st.html(strip.legend())
    st.download_button(
        "Download this list as CSV",
        data=lambda: safe.csv(client_list.for_a_file(found)),
        file_name="clients.csv",
        mime="text/csv",
        on_click="ignore",
        key="download-clients",
    )
    client_report_form.show(shown)


def _table(shown: pd.DataFrame, look: Look) -> None:
    ids = dict(zip(shown["token"], shown["client_id"], strict=True))

    def tick(letters: str, is_chosen: bool) -> None:  # noqa: FBT001 - as the box says it
        if letters in ids:
            client_list_bulk.tick(ids[letters], is_chosen=is_chosen)

    has_boxes = bool(st.session_state.get(client_list_bulk.CHOOSING))
    with st.container(key=client_list_hand.TABLE):
        st.html(client_list.table(shown, look, has_boxes=has_boxes))
    chosen = client_list_bulk.chosen_ids()
    client_list_hand.show(
        [letters for letters, client_id in ids.items() if client_id in chosen],
        on_sorted=looks.sort_by,
        on_ticked=tick,
    )


def _nobody_fits(*, is_of_coach: bool) -> None:
    st.markdown("Nobody fits.")
    st.button(
        "Show everybody",
        key="show-everybody",
        on_click=looks.show_everybody,
        kwargs={"is_of_coach": is_of_coach},
    )


show()
