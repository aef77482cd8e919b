"""What the bar above every page has chosen, and the address that says it.

The address keeps the choice for a bookmark and for whoever is sent it. Coaches and
services stand in it as a few letters made from their names, never as the names.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from typing import TYPE_CHECKING, Final

import streamlit as st

from analytics.periods import week_start
from analytics.selection import STANDINGS, Selection
from pages.shared import doors
from pages.shared.state import EVERYBODY, Key

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

ALL_TIME: Final = ""
BY_DAYS: Final = "days"

PERIODS: Final = {
    ALL_TIME: "All time",
    "12w": "Last 12 weeks",
    "6m": "Last 6 months",
    "1y": "Last year",
    "2y": "Last 2 years",
    BY_DAYS: "Chosen days",
}
"""The periods to choose from, as the address names them."""

MONTHS: Final = {"6m": 6, "1y": 12, "2y": 24}
WEEKS: Final = 12

EARLIEST: Final = dt.date(1970, 1, 1)
LATEST: Final = dt.date(2100, 12, 31)
"""Days that can be chosen: no log goes further, and a day behind the last that the
calendar has cannot be counted."""

CLIENTS: Final = {
    EVERYBODY: "All clients",
    "active": "With you now",
    "paused": "Paused",
    "ended": "Finished or ended",
    "drifted": "Went quiet",
    "unknown": "Not known",
}
"""The standings to choose from: all, and the keys of `STANDINGS`."""

ALL_SIDES: Final = (Key.PERIOD, Key.COACH, Key.SERVICE, Key.STANDING)

SAID: Final = (*ALL_SIDES, Key.DAYS)
"""What an address can say of the bar."""

OWN: Final[dict[str, tuple[Key, ...]]] = {
    "client": (Key.WHO, Key.LOOK),
    "clients": (Key.VIEW, Key.SHOW, Key.SORT),
}
"""What the address of a page says of that page alone: whose file, and which part; which
clients, and in what order."""

ABOUT: Final[dict[str, tuple[Key, ...]]] = {
    "today": (Key.COACH,),
    "clients": (Key.COACH,),
    "attendance": ALL_SIDES,
    "retention": (Key.PERIOD, Key.COACH, Key.SERVICE),
    "monday": (Key.COACH,),
}
"""The pages that can show a part of the practice, and by what it is chosen."""


def selection() -> Selection:
    """Return what the bar has chosen."""
    first, last = _days()
    return Selection(
        coach=st.session_state.get(Key.COACH) or None,
        service=st.session_state.get(Key.SERVICE) or None,
        from_day=first,
        until_day=last and last + dt.timedelta(days=1),
        standing=st.session_state.get(Key.STANDING) or None,
    )


def first_day(period: str, today: dt.date, first_weekday: str) -> dt.date | None:
    """Return the first day of a period that ends today; ``None`` for all time.

    Twelve weeks are whole weeks, months whole months, and what has begun of the week
    or month that is not over.
    """
    if period == "12w":
        return week_start(today, first_weekday) - dt.timedelta(weeks=WEEKS)
    if period not in MONTHS:
        return None
    months = today.year * 12 + today.month - 1 - MONTHS[period]
    return dt.date(months // 12, months % 12 + 1, 1)


def token(text: str) -> str:
    """Return the letters that stand for a name in an address."""
    return hashlib.blake2s(text.encode(), digest_size=5).hexdigest()


def take_from_address(page: str) -> None:
    """Take over what the address says, unless it is what was written there last.

    A link, a bookmark and the browser's own *back* choose; going to another page
    with its plain address keeps what was chosen.
    """
    own = OWN.get(page, ())
    said = {side: st.query_params.get(side, "") for side in (*SAID, *own)}
    last_page, written = st.session_state.get(Key.ADDRESS, ("", {}))
    is_same_page = last_page == page
    if is_same_page and said == written:
        return
    if (is_same_page and page in ABOUT) or any(said[side] for side in SAID):
        _take(said)
    for side in own:
        if is_same_page or said[side]:
            st.session_state[side] = said[side]


def write_address(page: str) -> None:
    """Write the choice into the address, as far as the page goes by it."""
    own = OWN.get(page, ())
    chosen = dict.fromkeys(SAID, "")
    chosen |= {side: st.session_state.get(side) or "" for side in own}
    for side in ABOUT.get(page, ()):
        value = st.session_state.get(side) or ""
        is_name = side in (Key.COACH, Key.SERVICE)
        chosen[side] = token(value) if value and is_name else value
    first, last = _days()
    if chosen[Key.PERIOD] == BY_DAYS and first and last:
        chosen[Key.DAYS] = f"{first}_{last}"
    st.session_state[Key.ADDRESS] = (page, chosen)
    wanted = {side.value: value for side, value in chosen.items() if value}
    if st.query_params.to_dict() != wanted:
        # At once: each change is a step of the browser's history.
        st.query_params.from_dict(wanted)


def let_go_of_who_is_gone() -> None:
    """Choose all again where the chosen coach's or service's import was taken back."""
    known = {Key.COACH: doors.coaches(), Key.SERVICE: doors.service_names()}
    for side, names in known.items():
        if st.session_state.get(side, EVERYBODY) not in (EVERYBODY, *names):
            del st.session_state[side]


def _days() -> tuple[dt.date | None, dt.date | None]:
    """Return the first and the last day chosen."""
    period = st.session_state.get(Key.PERIOD, ALL_TIME)
    if period != BY_DAYS:
        weekday = doors.settings().week_start
        return first_day(period, doors.as_of().day, weekday), None
    days = st.session_state.get(Key.DAYS) or ()
    # While the second day is still to be chosen there is one only.
    return (days[0], days[-1]) if days else (None, None)


def _take(said: Mapping[Key, str]) -> None:
    """Choose what an address says; what nobody here has chosen is passed over."""
    st.session_state[Key.COACH] = _named(said[Key.COACH], doors.coaches())
    st.session_state[Key.SERVICE] = _named(said[Key.SERVICE], doors.service_names())
    standing = said[Key.STANDING]
    st.session_state[Key.STANDING] = standing if standing in STANDINGS else EVERYBODY
    days = _span(said[Key.DAYS])
    period = said[Key.PERIOD]
    is_known = period in PERIODS and (period != BY_DAYS or bool(days))
    st.session_state[Key.PERIOD] = period if is_known else ALL_TIME
    if days:
        st.session_state[Key.DAYS] = days


def _named(letters: str, names: Iterable[str]) -> str:
    return next((name for name in names if token(name) == letters), EVERYBODY)


def _span(said: str) -> tuple[dt.date, dt.date] | tuple[()]:
    first, _, last = said.partition("_")
    try:
        days = dt.date.fromisoformat(first), dt.date.fromisoformat(last)
    except ValueError:
        return ()
    return days if EARLIEST <= days[0] <= days[1] <= LATEST else ()
