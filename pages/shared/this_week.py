"""On Today: how many bookings may be missed, and which are worth an extra word."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

import streamlit as st

from analytics import periods
from analytics.risk.scorer import in_ten
from pages.shared import choice, doors_today, safe, words
from pages.shared.words import counted

if TYPE_CHECKING:
    from analytics.reports.this_week import ThisWeek, Upcoming
    from pages.shared.view import View


A_SENTENCE: Final = 400
"""Characters of the reason why nothing can be said."""


def show(seen: View) -> None:
    """Draw the days ahead; before the first run there is nothing to draw."""
    week = doors_today.this_week(choice.selection().coach)
    if week is None:
        return
    if week.expected is None:
        if week.bookings and week.mode == "rule":
            st.caption(safe.md(week.why, A_SENTENCE))
        return
    named = [one for one in week.bookings if one.is_worth_a_word]
    st.header("The days ahead", anchor=False)
    st.html(
        f'<div class="dl-week"><p>{headline(week, seen)}</p>{_named(named, seen)}</div>'
    )


def headline(week: ThisWeek, seen: View) -> str:
    """Return how many bookings may be missed, as a sentence."""
    found = week.expected
    if found is None:
        return ""
    until = f"until {words.day(week.until_day, today=seen.today)}"
    of = f"{counted(found.n, 'booking')} {until}"
    about = round(found.expected)
    if found.high == 0:
        return f"Of {of} hardly any may be missed."
    if about == 0:
        return f"Of {of} hardly any may be missed ({_at_most(found.high)})."
    between = (
        _at_most(found.high)
        if found.low == 0
        else f"between {found.low} and {found.high}"
    )
    return f"About {about} of {of} may be missed ({between})."


def _at_most(count: int) -> str:
    return f"at most {count}"


def _named(named: list[Upcoming], seen: View) -> str:
    if not named:
        return ""
    rows = "".join(f"<li>{_line(one, seen)}</li>" for one in named)
    which_html = "This one is" if len(named) == 1 else "These are"
    return (
        f'<p class="dl-soft">{which_html} worth an extra word, such as “Looking '
        f"forward to Thursday. Does the time still suit you?”</p><ul>{rows}</ul>"
    )


def _line(one: Upcoming, seen: View) -> str:
    parts = [f'<b class="dl-name">{seen.name(one.name)}</b>', _when(one, seen)]
    if one.about:
        parts.append(safe.html(one.about))
    if one.interval is not None:
        parts.append(f"{in_ten(*one.interval)} like it are missed")
    first, *rest = parts
    return f'{first} <span class="dl-soft">{" · ".join(rest)}</span>'


def _when(one: Upcoming, seen: View) -> str:
    zone = periods.zone(seen.zone)
    local = one.starts_at.replace(tzinfo=dt.UTC).astimezone(zone)
    return (
        f"{local:%a} {words.short_day(local.date(), today=seen.today)}, {local:%H:%M}"
    )
