"""What can be done about several clients at once, each with one undo."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import streamlit as st

from analytics.playbook.steps import STEPS
from analytics.reports.client_list_spread import spread
from analytics.store import bulk
from pages.shared import (
    client_list,
    done_line,
    doors,
    doors_playbook,
    notices,
    safe,
    state,
    words,
)
from pages.shared.client_card import LOOK_AGAIN, NO_CONCERN
from pages.shared.state import Key

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

CHOOSING: Final = "choosing"

TO_PLAN: Final = (
    "say_hello",
    "stay_in_touch",
    "suggest_next_booking",
    "celebrate",
    "look_forward",
    "revisit_agreement",
    "new_goal",
    "look_at_record",
    "welcome_back",
)
"""Steps that can be planned for several people. Whatever needs a talk of its own, and
every hard step, is planned in somebody's file."""

WELCOME: Final = "welcome_back"

DAYS_OF_A_WEEK: Final = 5
"""Over so many working days the steps are spread, unless somebody says otherwise."""

A_MONTH: Final = dt.timedelta(days=21)


@dataclass(frozen=True)
class Together:
    """What was entered for several clients on this visit, with one undo."""

    entry_ids: tuple[str, ...]
    said: str


def chosen_ids() -> set[str]:
    """Return who is chosen on this visit; a set to change."""
    chosen: set[str] = st.session_state.setdefault(Key.CHOSEN, set())
    return chosen


def tick(client_id: str, *, is_chosen: bool) -> None:
    """Choose a client, or let them go."""
    if is_chosen:
        chosen_ids().add(client_id)
    else:
        chosen_ids().discard(client_id)


def toggle() -> None:
    """Draw the switch that puts a box before each name."""
    st.toggle("Choose several", key=CHOOSING, persist_state="session")


def show(everybody: pd.DataFrame, fitting: pd.DataFrame, shown: pd.DataFrame) -> None:
    """Draw what was kept, the choice and, of whoever is chosen, what can be done.

    Parameters
    ----------
    everybody
        All clients of the coach that is chosen; who is not among them is let go.
    fitting
        Those who are listed, on all pages.
    shown
        Those on this page.
    """
    _what_was_kept()
    if not st.session_state.get(CHOOSING):
        return
    chosen = everybody[everybody["client_id"].isin(chosen_ids())]
    st.session_state[Key.CHOSEN] = set(chosen["client_id"])
    with st.container(
        horizontal=True, vertical_alignment="center", key="acts-choice", gap="xsmall"
    ):
        _choice(len(chosen), fitting, shown)
    if len(chosen):
        in_order = fitting[fitting["client_id"].isin(chosen_ids())]
        rest = chosen[~chosen["client_id"].isin(in_order["client_id"])]
        _actions([*in_order["client_id"], *rest["client_id"]], chosen)


def _choice(count: int, fitting: pd.DataFrame, shown: pd.DataFrame) -> None:
    st.caption(f"{words.counted(count, 'client')} chosen")
    st.button(
        f"Choose these {len(shown)}",
        key="choose-shown",
        on_click=_choose,
        args=(list(shown["client_id"]),),
    )
    if len(shown) < len(fitting) <= bulk.MOST_AT_ONCE:
        st.button(
            f"Choose all {len(fitting)}",
            key="choose-listed",
            on_click=_choose,
            args=(list(fitting["client_id"]),),
        )
    if count:
        st.button("Choose nobody", key="choose-nobody", on_click=_choose_nobody)


def _choose(client_ids: list[str]) -> None:
    chosen_ids().update(client_ids)


def _choose_nobody() -> None:
    st.session_state[Key.CHOSEN] = set()


def _actions(client_ids: Sequence[str], chosen: pd.DataFrame) -> None:
    today = doors.local_today()
    with st.container(horizontal=True, gap="xsmall", key="acts-together"):
        with st.popover("Plan a step", key="plan-together"):
            _plan_form(client_ids, chosen, today)
        with st.popover("Away until …", key="away-together"):
            _away_form(client_ids, today)
        with st.popover("No concern because …", key="aside-together"):
            _aside_form(client_ids)
        st.download_button(
            "Download these as CSV",
            data=lambda: safe.csv(client_list.for_a_file(chosen)),
            file_name="chosen-clients.csv",
            mime="text/csv",
            on_click="ignore",
            key="download-chosen",
        )


def _plan_form(client_ids: Sequence[str], chosen: pd.DataFrame, today: dt.date) -> None:
    step = st.selectbox(
        "Which step",
        list(TO_PLAN),
        format_func=_title,
        key="together-step",
    )
    first = st.date_input(
        "From this day on",
        today + dt.timedelta(days=1),
        min_value=today,
        max_value=today + dt.timedelta(days=366),
        key="together-first",
        format="YYYY-MM-DD",
    )
    a_day = st.number_input(
        "How many a day",
        min_value=1,
        max_value=bulk.MOST_AT_ONCE,
        value=-(-len(client_ids) // DAYS_OF_A_WEEK),
        key=f"together-a-day-{len(client_ids)}",
    )
    open_to_it = _open_to(step, client_ids, chosen)
    due = spread(open_to_it, first, a_day, doors.settings())
    if due:
        st.caption(_planned(due, today))
    if len(open_to_it) < len(client_ids):
        st.caption(_left_out(step, len(client_ids) - len(open_to_it)))
    st.button(
        "Plan it",
        key="together-plan",
        disabled=not due,
        on_click=_plan,
        args=(step, due),
    )


def _title(key: str) -> str:
    """Return what the practice calls a step."""
    step = doors_playbook.step(key) or STEPS[key]
    return safe.plain(step.title)


def _open_to(step: str, client_ids: Sequence[str], chosen: pd.DataFrame) -> list[str]:
    """Return for whom a step can be planned, in order."""
    column = "is_welcome_back" if step == WELCOME else "may_be_written_to"
    may = set(chosen.loc[chosen[column], "client_id"])
    return [one for one in client_ids if one in may]


def _left_out(step: str, count: int) -> str:
    clients = words.counted(count, "client is", "clients are")
    if step == WELCOME:
        return (
            f"{clients} left out: still with you, awaited on a day, written to lately, "
            "or they have not said that they would like to hear from you."
        )
    return (
        f"{clients} left out: they asked not to be written to, would like to stop, "
        "rest after your last note, or somebody is worried about them."
    )


def _planned(due: dict[str, dt.date], today: dt.date) -> str:
    first, last = min(due.values()), max(due.values())
    count = words.counted(len(due), "client")
    first_day = words.short_day(first, today=today)
    if first == last:
        return f"{count}, all on {first:%a} {first_day}."
    last_day = words.short_day(last, today=today)
    return (
        f"{count}, from {first:%a} {first_day} to {last:%a} {last_day}, working days."
    )


def _away_form(client_ids: Sequence[str], today: dt.date) -> None:
    day = st.date_input(
        "They are away until this day",
        today + A_MONTH,
        min_value=today + dt.timedelta(days=1),
        key="together-away-day",
        format="YYYY-MM-DD",
    )
    st.button(
        "Keep this day",
        key="together-away",
        on_click=_away,
        args=(tuple(client_ids), day),
    )


def _aside_form(client_ids: Sequence[str]) -> None:
    st.pills("No concern because", list(NO_CONCERN), key="together-why")
    st.text_input("or in your own words", key="together-own")
    st.button(
        "Keep this reason",
        key="together-aside",
        on_click=_aside,
        args=(tuple(client_ids),),
    )
    st.caption("Driftline looks again in four weeks.")


@notices.said
def _plan(step: str, due: dict[str, dt.date]) -> None:
    found = bulk.plan_step(
        doors.database(), step, due, on=doors.local_today(), now=state.now()
    )
    title = _title(step)
    count = words.counted(len(found), "client")
    before = len(due) - len(found)
    rest = f" {before:,} had it planned already." if before else ""
    _kept(found, f"{title}: planned for {count}.{rest}")


@notices.said
def _away(client_ids: tuple[str, ...], until: dt.date) -> None:
    today = doors.local_today()
    found = bulk.add_absences(
        doors.database(), client_ids, today, until, now=state.now()
    )
    day = words.day(until, today=today)
    _kept(found, f"{words.counted(len(found), 'client')} away until {day}.")


@notices.said
def _aside(client_ids: tuple[str, ...]) -> None:
    today = doors.local_today()
    own = (st.session_state.get("together-own") or "").strip()
    found = bulk.set_aside(
        doors.database(),
        client_ids,
        from_date=today,
        until_date=today + LOOK_AGAIN,
        reason=own or st.session_state.get("together-why") or "",
        now=state.now(),
    )
    _kept(found, f"No concern for now: {words.counted(len(found), 'client')}.")


def _kept(entry_ids: Sequence[str], said: str) -> None:
    done: list[Together] = st.session_state.setdefault(Key.TOGETHER, [])
    done.append(Together(tuple(entry_ids), said))
    st.toast("Kept.", icon=":material/check:")


def _what_was_kept() -> None:
    done: list[Together] = st.session_state.get(Key.TOGETHER, [])
    for one in reversed(done):
        key = done_line.key_of(one.entry_ids[0])
        with st.container(
            border=True,
            horizontal=True,
            vertical_alignment="center",
            key=f"done-together-{key}",
        ):
            st.html(f'<p class="dl-done">{safe.html(one.said)}</p>')
            st.button("Undo", key=f"undo-{key}", on_click=_undo, args=(one,))


@notices.said
def _undo(one: Together) -> None:
    bulk.withdraw(doors.database(), one.entry_ids, now=state.now())
    st.session_state[Key.TOGETHER].remove(one)
    st.toast("Taken back.", icon=":material/undo:")
