"""Today: who may be worth a hello, why, and what to do next."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import streamlit as st

from analytics.reports import today_words
from pages.shared import (
    changed_list,
    choice,
    client_card,
    contacted,
    done_line,
    doors,
    empty,
    extra_word,
    notices,
    questions,
    quiet,
    safe,
    sessions_today,
    state,
    strip,
    stuck,
    this_week,
    view,
    words,
)
from pages.shared.state import Done, Key

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from analytics.contracts import RankedClient, TodayList
    from pages.shared.view import View


NAMES_AT_ONCE: Final = 10
"""Of this week's names; as one is seen to, the next one is drawn."""

AT_A_TIME: Final = 5
"""Of those behind "more", shown at once at least."""

A_PARAGRAPH: Final = 600

LAST: Final = 10_000
"""The place of those behind "more": what is entered about them comes last."""


def show() -> None:
    """Draw the page."""
    if not doors.imports_in_force():
        st.title("Welcome to Driftline", anchor=False)
        empty.nobody()
        return
    today = doors.today()
    has = choice.selection().has
    here = [client for client in today.clients if has(client.coach)]
    of_this_week = _names_of_this_week(today)
    named = [client for client in here if client.client_id in of_this_week]
    st.title(headline(len(named), is_stale=today.is_stale), anchor=False)
    if today.is_stale:
        notices.stale(today)
    seen = view.current()
    hope = today_words.expected(today, named) if named else ""
    st.caption(
        f"{safe.md(today_words.ordered(today), A_PARAGRAPH)} {hope} {news(named)}"
    )
    st.page_link("scoreboard.py", label="How right were we?")
    _list(named, here, today, seen)
    rest = [client for client in here if client.client_id not in of_this_week]
    _more(rest, today, seen)
    if named or st.session_state.get(Key.SHOWN):
        st.html(strip.legend())
    for section in (stuck, this_week, extra_word, sessions_today):
        section.show(seen)
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
    basis = (today.run_id, doors.settings().capacity, *_files())
    before, named = st.session_state.get(Key.NAMED, (None, frozenset()))
    if before != basis:
        # Who was seen to meanwhile comes back where that is taken back.
        st.session_state[Key.NAMED] = (basis, on_list | named)
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
    named: Sequence[RankedClient],
    here: Sequence[RankedClient],
    today: TodayList,
    seen: View,
) -> None:
    """Draw this week's names; what was entered stands where its name stood."""
    rows: list[RankedClient | Done] = [*sorted(named, key=lambda one: one.is_by_rule)]
    entered = [done for done in state.done() if done.place is not None]
    names = _names(entered, here)
    for done in sorted(entered, key=lambda done: done.place or 0):
        rows.insert(min(done.place or 0, len(rows)), done)
    # A page of dozens of cards is slow, and nobody reads it at once.
    at_once = st.session_state.get(Key.LISTED, NAMES_AT_ONCE) + len(entered)
    rows, left = rows[:at_once], len(rows[at_once:])
    shown = [row for row in rows if not isinstance(row, Done)]
    about = client_card.around(shown, today, seen)
    first_by_rule = next((row for row in rows if _is_by_rule(row)), None)
    with st.container(gap="xsmall", key="list"):
        for place, row in enumerate(rows):
            if row is first_by_rule:
                _by_rule_heading()
            if isinstance(row, Done):
                name = names.get(row.client_id, "This client")
                done_line.show(row, name, seen, contacted.more)
            else:
                client_card.show(row, place, about)
    if left:
        st.button(
            f"Show {words.counted(left, 'more name')} of this week",
            key="all-names",
            on_click=_show_all_names,
        )


def _names(entered: Sequence[Done], here: Sequence[RankedClient]) -> Mapping[str, str]:
    """Return the names of the clients about whom something was entered."""
    ranked = {client.client_id: client.name for client in here}
    if all(done.client_id in ranked for done in entered):
        return ranked
    # Who has finished is ranked no longer.
    everybody = doors.clients()
    return dict(zip(everybody["client_id"], everybody["name"], strict=True))


def _show_all_names() -> None:
    st.session_state[Key.LISTED] = LAST


def _is_by_rule(row: RankedClient | Done) -> bool:
    return not isinstance(row, Done) and row.is_by_rule


def _by_rule_heading() -> None:
    st.subheader("By the calendar alone", anchor=False)
    st.caption(today_words.BY_RULE_ALONE)


def _more(rest: Sequence[RankedClient], today: TodayList, seen: View) -> None:
    """Draw everybody else, a few at a time, when asked."""
    entered = {done.client_id for done in state.done()}
    rest = [client for client in rest if client.client_id not in entered]
    shown = rest[: st.session_state.get(Key.SHOWN, 0)]
    about = client_card.around(shown, today, seen)
    with st.container(gap="xsmall", key="rest"):
        for client in shown:
            client_card.show(client, LAST, about)
    left = len(rest) - len(shown)
    if left:
        step = min(max(today.capacity, AT_A_TIME), left)
        others = words.counted(left, "other")
        label = f"Show {step} more" if shown else f"More: {others}, in order"
        st.button(
            safe.md(label), key="more", on_click=_show_more, args=(len(shown) + step,)
        )


def _show_more(count: int) -> None:
    st.session_state[Key.SHOWN] = count


show()
