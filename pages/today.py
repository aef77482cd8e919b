"""Today: who may be worth a hello, why, and what to do next."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import streamlit as st

from pages.shared import (
    changed_list,
    client_card,
    done_line,
    doors,
    empty,
    notices,
    questions,
    quiet,
    safe,
    state,
    strip,
    view,
    words,
)
from pages.shared.state import Done, Key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analytics.contracts import RankedClient, TodayList
    from pages.shared.view import View

BY_RULE: Final = (
    "By rule: first those who are away longest against their own rhythm, with nothing "
    "booked."
)


AT_A_TIME: Final = 5
"""Of those behind "more", shown at once at least."""

LAST: Final = 10_000
"""The place of those behind "more": what is entered about them comes last."""


def show() -> None:
    """Draw the page."""
    if not doors.imports_in_force():
        st.title("Welcome to Driftline", anchor=False)
        empty.nobody()
        return
    today = doors.today()
    has = state.selection().has
    here = [client for client in today.clients if has(client.coach)]
    of_this_week = _names_of_this_week(today)
    named = [client for client in here if client.client_id in of_this_week]
    st.title(headline(len(named), is_stale=today.is_stale), anchor=False)
    if today.is_stale:
        notices.stale(today)
    st.caption(f"{BY_RULE} {news(named)}")
    seen = view.current()
    _list(named, here, seen)
    rest = [client for client in here if client.client_id not in of_this_week]
    _more(rest, max(today.capacity, AT_A_TIME), seen)
    if named or st.session_state.get(Key.SHOWN):
        st.html(strip.legend())
    lapsed = [client for client in today.lapsed if has(client.coach)]
    if not today.is_stale:
        questions.show(lapsed, seen)
    changed_list.show(seen, key="changed")
    quiet.went_quiet(lapsed, seen)
    quiet.never_came([c for c in today.never_came if has(c.coach)], seen)


def _names_of_this_week(today: TodayList) -> frozenset[str]:
    """Return who is on the list; nobody moves up during a visit.

    Otherwise each name that was seen to would make room for another one, and the
    week would never be done.
    """
    on_list = frozenset(c.client_id for c in today.clients if c.on_list)
    # What the owner said, not what follows from it: who finishes leaves fewer active.
    basis = (doors.settings().capacity, *_files())
    if st.session_state.get(Key.NAMED, (None,))[0] != basis:
        st.session_state[Key.NAMED] = (basis, on_list)
    first: frozenset[str] = st.session_state[Key.NAMED][1]
    return on_list & first


def _files() -> tuple[str, ...]:
    return tuple(record.import_id for record in doors.imports_in_force())


def headline(count: int, *, is_stale: bool = False) -> str:
    """Return the page's first sentence."""
    if count == 0 and any(done.place is not None for done in state.done()):
        return "That was everybody for this week."
    if count == 0 and is_stale:
        return "A newer export will tell who may be worth a hello."
    if count == 0:
        return "Nobody needs a hello right now."
    people = "person" if count == 1 else "people"
    return words.sentence(
        f"{words.number(count)} {people} may be worth a hello this week."
    )


def news(named: Sequence[RankedClient]) -> str:
    """Return what the latest files changed, as a sentence."""
    latest = doors.imports_in_force()
    day = latest[0].exported_at.date()
    records = [record for record in latest if record.exported_at.date() == day]
    told = words.brought(
        sum(record.new for record in records), sum(record.changed for record in records)
    )
    count_new = sum(client.is_new for client in named)
    names = f"; {words.counted(count_new, 'name is', 'names are')} new here"
    return f"The latest import brought {told}{names if count_new else ''}."


def _list(
    named: Sequence[RankedClient], here: Sequence[RankedClient], seen: View
) -> None:
    """Draw this week's names; what was entered stands where its name stood."""
    names = {client.client_id: client.name for client in here}
    rows: list[RankedClient | Done] = list(named)
    entered = [done for done in state.done() if done.place is not None]
    for done in sorted(entered, key=lambda done: done.place or 0):
        rows.insert(min(done.place or 0, len(rows)), done)
    emails = doors.emails(tuple(client.client_id for client in named))
    with st.container(gap="xsmall", key="list"):
        for place, row in enumerate(rows):
            if isinstance(row, Done):
                done_line.show(row, names.get(row.client_id, "This client"), seen)
            else:
                client_card.show(row, place, emails.get(row.client_id), seen)


def _more(rest: Sequence[RankedClient], step: int, seen: View) -> None:
    """Draw everybody else, a few at a time, when asked."""
    entered = {done.client_id for done in state.done()}
    rest = [client for client in rest if client.client_id not in entered]
    shown = rest[: st.session_state.get(Key.SHOWN, 0)]
    emails = doors.emails(tuple(client.client_id for client in shown))
    with st.container(gap="xsmall", key="rest"):
        for client in shown:
            client_card.show(client, LAST, emails.get(client.client_id), seen)
    left = len(rest) - len(shown)
    if left:
        step = min(step, left)
        label = f"Show {step} more" if shown else f"More: {left} others, in order"
        st.button(
            safe.md(label), key="more", on_click=_show_more, args=(len(shown) + step,)
        )


def _show_more(count: int) -> None:
    st.session_state[Key.SHOWN] = count


show()
