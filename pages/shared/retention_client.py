"""Do clients stay?, one by one: a client beside others like them, and who came back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import streamlit as st

from analytics.periods import day_of_number
from pages.shared import (
    chart_card,
    doors_retention_cohorts,
    file_link,
    safe,
    told_apart,
    view,
    words,
)

if TYPE_CHECKING:
    import pandas as pd

LISTED: Final = 200
"""Clients offered at once: with more, one searches first."""

NOBODY_TO_COMPARE: Final = (
    "Nobody in this selection is with you now and began within the data, so there is "
    "nobody to compare."
)

NO_START_KNOWN: Final = (
    "Whoever is with you now may have been there before the data begin: nobody can say "
    "for how long, so there is nothing to compare yet."
)


def show() -> None:
    """Draw the picker, what became of others like that client, and the returners."""
    st.header("One client beside others", anchor=False)
    st.markdown(
        "How others went on who had been here as long as this client is today. It "
        "describes others; how this client goes on, nobody can read from it."
    )
    client_id = _picked()
    if client_id is not None:
        card = doors_retention_cohorts.like(client_id)
        if card is not None:
            chart_card.show(card, level=3)
        file_link.open_file(client_id)
    chart_card.show(doors_retention_cohorts.returned())


def _picked() -> str | None:
    """Draw the picker; return the client chosen."""
    everybody = doors_retention_cohorts.who()
    if everybody.empty:
        is_anybody_here = doors_retention_cohorts.is_anybody_here()
        st.markdown(NO_START_KNOWN if is_anybody_here else NOBODY_TO_COMPARE)
        return None
    offered = _searched(everybody)
    seen = view.current()
    since = offered["start_day"].map(
        lambda day: words.short_day(day_of_number(day), today=seen.today)
    )
    shown = offered["name"].map(seen.plain_name) + " · since " + since
    labels = told_apart.each_once(offered["client_id"], shown)
    picked: str | None = st.selectbox(
        "Client",
        list(labels),
        index=None,
        format_func=lambda client_id: labels.get(client_id, ""),
        placeholder="Choose a client",
        key="like-client",
        width=340,
    )
    return picked if picked in labels else None


def _searched(everybody: pd.DataFrame) -> pd.DataFrame:
    """Return the clients to offer; of very many those that a search finds."""
    if len(everybody) <= LISTED:
        return everybody
    searched = st.text_input(
        "Find a client", type="search", live=True, key="like-find", width=340
    )
    found = everybody
    if searched.strip():
        is_found = everybody["name"].str.contains(
            searched.strip(), case=False, regex=False
        )
        found = everybody[is_found]
    if len(found) > LISTED:
        st.caption(
            f"{safe.md(len(found))} clients: write a part of the name. The first "
            f"{LISTED} are offered."
        )
    return found.head(LISTED)
