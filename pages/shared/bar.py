"""The bar above every page: how fresh the data are, and which part is looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import streamlit as st

from pages.shared import choice, demo, doors, fitting, safe, view, words
from pages.shared.state import EVERYBODY, Key

if TYPE_CHECKING:
    import datetime as dt

WIDTH_PX: Final = 152


def show(page: str) -> None:
    """Draw the bar above a page; in an empty practice there is none."""
    if not doors.imports_in_force():
        return
    choice.take_from_address(page)
    choice.let_go_of_who_is_gone()
    with st.container(
        horizontal=True, vertical_alignment="center", key="bar", gap="small"
    ):
        st.caption(freshness())
        # In this line, so that nothing moves under the hand when the work is done.
        fitting.progress(page)
        for side in choice.ABOUT.get(page, ()):
            _PICKERS[side]()
    choice.write_address(page)
    demo.banner()


def freshness() -> str:
    """Return how far the data reach, as a sentence."""
    seen = view.current()
    at = words.moment(doors.as_of().instant, seen.zone, today=seen.today)
    return f"Data are from {at}."


def _period() -> None:
    st.selectbox(
        "Period",
        list(choice.PERIODS),
        format_func=choice.PERIODS.__getitem__,
        key=Key.PERIOD,
        label_visibility="collapsed",
        width=WIDTH_PX,
        persist_state="session",
    )
    if st.session_state[Key.PERIOD] == choice.BY_DAYS:
        # A link may have said them, so they are no value of the widget's own.
        st.session_state.setdefault(Key.DAYS, _half_a_year())
        st.date_input(
            "First and last day",
            key=Key.DAYS,
            min_value=choice.EARLIEST,
            max_value=choice.LATEST,
            label_visibility="collapsed",
            width=WIDTH_PX + 88,
            persist_state="session",
        )


def _half_a_year() -> tuple[dt.date, dt.date]:
    """Return the days to begin with."""
    last = doors.as_of().day
    first = choice.first_day("6m", last, doors.settings().week_start)
    return first or last, last


def _coach() -> None:
    coaches = doors.coaches()
    if len(coaches) > 1:
        _names("Whose clients", "Everybody", coaches, Key.COACH)


def _service() -> None:
    services = doors.service_names()
    if len(services) > 1:
        _names("Which service", "All services", services, Key.SERVICE)


def _names(label: str, everything: str, names: list[str], key: Key) -> None:
    st.selectbox(
        label,
        [EVERYBODY, *names],
        format_func=lambda one: safe.plain(one) or everything,
        key=key,
        label_visibility="collapsed",
        width=WIDTH_PX,
        persist_state="session",
    )


def _standing() -> None:
    st.selectbox(
        "Which clients",
        list(choice.CLIENTS),
        format_func=choice.CLIENTS.__getitem__,
        key=Key.STANDING,
        label_visibility="collapsed",
        width=WIDTH_PX,
        persist_state="session",
    )


_PICKERS: Final = {
    Key.PERIOD: _period,
    Key.COACH: _coach,
    Key.SERVICE: _service,
    Key.STANDING: _standing,
}
