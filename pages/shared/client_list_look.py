"""Which clients are listed and how: the widgets, what they hold, the address.

What was searched for never stands in the address: it may be a name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import streamlit as st

from analytics.reports import client_list_groups, client_list_look
from analytics.reports.client_list_look import Look
from pages.shared import choice, doors_clients
from pages.shared.client_list import HEADS
from pages.shared.state import EVERYBODY, Key

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

FIND: Final = "find"
GROUPS: Final = "groups"
ORDER: Final = "order"
BACKWARDS: Final = "backwards"
COLUMNS: Final = "columns"
PAGE: Final = "clients-page"

GROUP_NAMES: Final = {
    "active": "Active",
    "new": "New",
    "answer_due": "An answer is due",
    "paused": "Paused",
    "welcome_back": "To welcome back",
    "completed": "Finished",
    "handed_over": "Handed over",
    "ended": "Ended",
    "drifted": "Went quiet",
    "never_came": "Booked, never came",
    "unknown": "Not known",
}
"""The groups, in the words of the page."""

ORDER_NAMES: Final = {
    "name": "Name",
    "coach": "Coach",
    "stands": "How their story stands",
    "last": "Came last, longest ago first",
    "next": "Next session, soonest first",
    "gap": "Usual gap, shortest first",
    "trend": "Gaps longer of late first",
    "homework": "Homework, least done first",
    "contact": "Last contact, longest ago first",
    "came": "Most sessions first",
    "earned": "Earned, most first",
}

ALONE: Final = ("homework", "contact")
"""Columns that only stand there by themselves where somebody kept something in them."""


def columns_of(clients: pd.DataFrame) -> tuple[str, ...]:
    """Return the columns with which the list begins: none that is empty throughout."""
    empty = {
        "homework": clients["homework_of"].isna().all(),
        "contact": clients["last_contact_on"].isna().all(),
    }
    return tuple(
        column for column in client_list_look.COLUMNS if not empty.get(column, False)
    )


def current(clients: pd.DataFrame) -> Look:
    """Return the look that the widgets hold."""
    said = st.session_state
    return Look(
        groups=tuple(
            group
            for group in client_list_groups.GROUPS
            if group in (said.get(GROUPS) or ())
        ),
        searched=(said.get(FIND) or "").strip(),
        order=said.get(ORDER) or "name",
        is_reversed=bool(said.get(BACKWARDS)),
        columns=_columns(said.get(COLUMNS), clients),
    )


def _columns(chosen: list[str] | None, clients: pd.DataFrame) -> tuple[str, ...]:
    if chosen is None:
        return columns_of(clients)
    return tuple(column for column in client_list_look.COLUMNS if column in chosen)


def take(look: Look) -> None:
    """Let the widgets hold a look; for callbacks, and before the widgets are drawn."""
    st.session_state[FIND] = look.searched
    st.session_state[GROUPS] = list(look.groups)
    st.session_state[ORDER] = look.order
    st.session_state[BACKWARDS] = look.is_reversed
    st.session_state[COLUMNS] = list(look.columns)
    st.session_state.pop(PAGE, None)


def sort_by(order: str) -> None:
    """Sort by a column; by the same once more, the other way round."""
    if order not in client_list_look.ORDERS:
        return
    is_same = (st.session_state.get(ORDER) or "name") == order
    st.session_state[BACKWARDS] = is_same and not st.session_state.get(BACKWARDS)
    st.session_state[ORDER] = order
    st.session_state.pop(PAGE, None)


def show_everybody(*, is_of_coach: bool) -> None:
    """Choose no group and search for nothing.

    Parameters
    ----------
    is_of_coach
        Whether the coach who is chosen is nobody's: then all coaches are.
    """
    if is_of_coach:
        st.session_state[Key.COACH] = EVERYBODY
    st.session_state[FIND] = ""
    st.session_state[GROUPS] = []


def widgets(clients: pd.DataFrame) -> None:
    """Draw the search, the order, the columns and the groups."""
    with st.container(horizontal=True, vertical_alignment="bottom", key="look"):
        st.text_input(
            "Find a client",
            type="search",
            live=True,
            key=FIND,
            width=240,
            persist_state="session",
        )
        st.selectbox(
            "Sort by",
            list(ORDER_NAMES),
            format_func=ORDER_NAMES.__getitem__,
            key=ORDER,
            width=270,
            persist_state="session",
        )
        st.toggle("The other way round", key=BACKWARDS, persist_state="session")
        with st.popover("Columns", key="choose-columns"):
            # A view may have said them, so they are no value of the widget's own.
            st.session_state.setdefault(COLUMNS, list(columns_of(clients)))
            st.pills(
                "Shown beside the name",
                list(client_list_look.COLUMNS),
                selection_mode="multi",
                format_func=HEADS.__getitem__,
                key=COLUMNS,
                wrap=True,
                persist_state="session",
            )
    counts = client_list_groups.counts(clients)
    # A group that was chosen stays there to be let go, though nobody is in it now.
    held = st.session_state.get(GROUPS) or ()
    st.pills(
        "Who",
        [one for one in client_list_groups.GROUPS if one in counts or one in held],
        selection_mode="multi",
        format_func=lambda group: f"{GROUP_NAMES[group]} {counts.get(group, 0):,}",
        key=GROUPS,
        wrap=True,
        persist_state="session",
    )


# -- the address -------------------------------------------------------------------


def take_from_address(clients: pd.DataFrame) -> None:
    """Take over what a link, a bookmark or the browser's *back* chose."""
    said = {key: st.session_state.get(key) or "" for key in choice.OWN["clients"]}
    if said != st.session_state.get(Key.LOOKED, dict.fromkeys(said, "")):
        take(_said(said, clients))


def write_address(look: Look) -> None:
    """Write into the address which clients are looked at."""
    said = dict.fromkeys(choice.OWN["clients"], "") | address_of(look)
    st.session_state[Key.LOOKED] = said
    st.session_state.update({key.value: value for key, value in said.items()})
    choice.write_address("clients")


def opened_view(look: Look) -> str | None:
    """Return the letters of the saved view that shows just this."""
    text = client_list_look.text_of(look)
    saved = doors_clients.saved().items()
    return next((one for one, view in saved if view.definition == text), None)


def address_of(look: Look) -> dict[Key, str]:
    """Return what the address says of a look: a saved view, or groups and order."""
    letters = opened_view(look)
    if letters is not None:
        return {Key.VIEW: letters}
    order = f"-{look.order}" if look.is_reversed else look.order
    return {
        Key.SHOW: ",".join(look.groups),
        Key.SORT: "" if order == "name" else order,
    }


def _said(said: Mapping[Key, str], clients: pd.DataFrame) -> Look:
    view = doors_clients.saved().get(said[Key.VIEW])
    if view is not None:
        return client_list_look.from_text(view.definition)
    order = said[Key.SORT].removeprefix("-")
    groups = said[Key.SHOW].split(",")
    return Look(
        groups=tuple(one for one in client_list_groups.GROUPS if one in groups),
        order=order if order in client_list_look.ORDERS else "name",
        is_reversed=said[Key.SORT].startswith("-"),
        columns=_columns(st.session_state.get(COLUMNS), clients),
    )
