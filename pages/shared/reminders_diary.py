"""The diary of reminders: what the tool sends, of whom, since when; with undo."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import streamlit as st

from analytics.store import strategies
from analytics.store.strategies import Scope
from pages.shared import (
    done_line,
    doors,
    doors_reminders,
    notices,
    reminders_what,
    safe,
    state,
    words,
)
from pages.shared.state import EVERYBODY, Key

if TYPE_CHECKING:
    from collections.abc import Callable

    from analytics.store.strategies import Span

WHY: Final = (
    "What your tool sends, to whom, since when. Hardly any tool’s file says it, so say "
    "it here once, and again whenever you change its settings. Earlier changes count "
    "too, as far back as you know. An entry for a service or a coach stands over one "
    "for all."
)

EMPTY: Final = (
    "The diary is empty: nobody knows yet which reminders your clients get. If your "
    "tool sends none, say that: it is an answer, too."
)

NEW: Final = "diary-new"


@dataclass(frozen=True)
class Changed:
    """A change of the diary on this visit, as undo needs it."""

    said: str
    made: tuple[str, ...]
    """The entries it added."""
    old: tuple[Span, ...]
    """The entries it took back."""


def show() -> None:
    """Draw what was entered, and the form."""
    st.header("Reminder diary", anchor=False)
    st.markdown(WHY)
    entries = doors_reminders.diary()
    _last_change()
    if not entries:
        st.markdown(EMPTY)
    with st.container(gap="xsmall", key="diary"):
        for span in entries:
            _entry(span)
    with st.expander("Say what is sent", expanded=not entries, key="diary-form"):
        _form()


def now_said() -> list[Span]:
    """Return the entries that hold today."""
    today = doors.local_today()
    return [
        span
        for span in doors_reminders.diary()
        if span.from_date <= today
        and (span.until_date is None or today < span.until_date)
    ]


def _form() -> None:
    reminders_what.show(NEW)
    with st.container(horizontal=True, vertical_alignment="bottom", key="diary-whom"):
        _whom("Service", "All services", doors.service_names(), f"{NEW}-service")
        _whom("Coach", "All coaches", doors.coaches(), f"{NEW}-coach")
        st.date_input(
            "Since", doors.local_today(), key=f"{NEW}-from", min_value=_EARLIEST
        )
        st.date_input(
            "Last day, if it is over",
            None,
            key=f"{NEW}-last",
            min_value=_EARLIEST,
        )
    st.button("Keep", type="primary", key=f"{NEW}-keep", on_click=_keep)


def _whom(label: str, everything: str, names: list[str], key: str) -> None:
    if len(names) > 1:
        st.selectbox(
            label,
            [EVERYBODY, *names],
            format_func=lambda one: safe.plain(one) or everything,
            key=key,
            width=200,
        )


def _entry(span: Span) -> None:
    key = done_line.key_of(span.entry_id)
    with st.container(
        border=True, horizontal=True, vertical_alignment="center", key=f"diary-{key}"
    ):
        st.html(
            f'<p class="dl-done"><b class="dl-name">{_what_html(span)}</b> '
            f'<span class="dl-soft">{_when_html(span)}{_whom_html(span)}</span></p>',
            width="stretch",
        )
        with st.popover("Changed", key=f"diary-change-{key}"):
            st.markdown("Something else is sent, for the same sessions.")
            reminders_what.show(f"change-{key}")
            st.date_input("Since", doors.local_today(), key=f"change-{key}-on")
            st.button("Keep", key=f"change-{key}-keep", on_click=_change, args=(span,))
        if span.until_date is None:
            with st.popover("Ended", key=f"diary-end-{key}"):
                st.markdown("From then on nobody has said what is sent.")
                st.date_input(
                    "First day without", doors.local_today(), key=f"end-{key}"
                )
                st.button("Keep", key=f"end-{key}-keep", on_click=_end, args=(span,))
        st.button(
            "Take back",
            key=f"diary-clear-{key}",
            help="It never was so.",
            on_click=_clear,
            args=(span,),
        )


def _what_html(span: Span) -> str:
    return "Nothing is sent" if span.strategy == "none" else safe.html(span.strategy)


def _when_html(span: Span) -> str:
    today = doors.local_today()
    first = words.short_day(span.from_date, today=today)
    if span.until_date is None:
        return safe.html(f"since {first}")
    last = words.short_day(span.until_date - dt.timedelta(days=1), today=today)
    return safe.html(f"from {first} to {last}")


def _whom_html(span: Span) -> str:
    parts = [safe.html(part) for part in (span.service, span.coach) if part]
    return "".join(f" · {part}" for part in parts)


def _last_change() -> None:
    """Draw the line that says what was just done, with its undo."""
    changes = _changes()
    if not changes:
        return
    with st.container(
        border=True, horizontal=True, vertical_alignment="center", key="done-diary"
    ):
        st.html(f'<p class="dl-done">{safe.html(changes[-1].said)}</p>')
        st.button("Undo", key="diary-undo", on_click=_undo)


def _changes() -> list[Changed]:
    found: list[Changed] = st.session_state.setdefault(Key.DIARY, [])
    return found


def _changed(said: str, action: Callable[[], object]) -> None:
    """Do something to the diary and remember how to undo it."""
    before = {span.entry_id: span for span in doors_reminders.diary()}
    action()
    after = {span.entry_id: span for span in doors_reminders.diary()}
    made = tuple(after.keys() - before.keys())
    old = tuple(span for entry_id, span in before.items() if entry_id not in after)
    _changes().append(Changed(said, made, old))
    st.toast("Kept.", icon=":material/check:")


@notices.said
def _keep() -> None:
    said = st.session_state
    name, steps = reminders_what.chosen(NEW)
    last = said.get(f"{NEW}-last")
    scope = Scope(
        service=said.get(f"{NEW}-service") or None,
        coach=said.get(f"{NEW}-coach") or None,
    )

    def add() -> None:
        strategies.add(
            doors.database(),
            name,
            steps,
            scope=scope,
            from_date=said[f"{NEW}-from"],
            until_date=last + dt.timedelta(days=1) if last else None,
            now=state.now(),
        )

    _changed("Kept what is sent.", add)


@notices.said
def _change(span: Span) -> None:
    key = f"change-{done_line.key_of(span.entry_id)}"
    name, steps = reminders_what.chosen(key)
    on = st.session_state[f"{key}-on"]
    _changed(
        "Kept that something else is sent.",
        lambda: strategies.change(
            doors.database(), span.entry_id, name, steps, on=on, now=state.now()
        ),
    )


@notices.said
def _end(span: Span) -> None:
    on = st.session_state[f"end-{done_line.key_of(span.entry_id)}"]
    _changed(
        "Kept that it has ended.",
        lambda: strategies.stop(doors.database(), span.entry_id, on, now=state.now()),
    )


@notices.said
def _clear(span: Span) -> None:
    _changed(
        "Taken back.",
        lambda: strategies.clear(doors.database(), span.entry_id, now=state.now()),
    )


@notices.said
def _undo() -> None:
    last = _changes()[-1]
    strategies.put_back(doors.database(), last.made, last.old, now=state.now())
    _changes().pop()
    st.toast("Taken back.", icon=":material/undo:")


_EARLIEST: Final = dt.date(1990, 1, 1)
