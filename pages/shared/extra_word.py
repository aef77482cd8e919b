"""On Today: the bookings that a personal message is due for; one tap says it is sent.

Driftline sends nothing. While a fair test is running, the lot decides: whoever gets the
usual reminders only stands on no list here, and the page says so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import streamlit as st

from analytics.errors import PracticeError
from analytics.reports import extra_word as reports
from analytics.risk.scorer import in_ten
from analytics.store import entries
from pages.shared import (
    choice,
    done_line,
    doors,
    doors_trial,
    notices,
    safe,
    state,
    step_words,
    words,
)
from pages.shared.state import Key
from pages.shared.words import counted

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from analytics.reminders.trial.plan_file import Plan
    from analytics.reports.extra_word import Booking, ExtraWords
    from pages.shared.view import View

AT_ONCE: Final = 10
"""Bookings drawn at once; as one is seen to, the next one is drawn."""

LATEST_SENT: Final = 3
"""Of those sent, shown with their undo; the others are folded away."""

HOW: Final = (
    "A personal line, best a day or two before. Copy the words or open them in your "
    "e-mail program, change what you like, and say here that it went out: Driftline "
    "itself sends nothing."
)


def show(seen: View) -> None:
    """Draw the section; nothing where nothing is booked in the coming days."""
    try:
        doors_trial.draw_who_is_new()
        found = doors_trial.extra_words(choice.selection().coach)
    except PracticeError as error:
        # The rest of Today does not hang on a test.
        notices.failed(error)
        return
    if not found.bookings:
        return
    chosen = st.session_state.setdefault(Key.WORDS, [])
    due = [one for one in found.bookings if one.is_due or _is_chosen(one, chosen)]
    sent = [one for one in found.bookings if one.sent is not None]
    free = [one for one in found.bookings if one.is_free and one not in due]
    if due or sent or found.plan:
        st.header(headline(len(due), len(sent)), anchor=False)
        st.caption(HOW)
    if found.plan:
        st.html(f'<p class="dl-known">{about_test(found)}</p>')
    _list(due, found, seen)
    _sent_already(sent, seen)
    if free:
        is_first = not (due or sent)
        label = "a booking" if is_first else "another booking"
        with st.popover(f"An extra word for {label}", type="tertiary"):
            _another(free, seen)


def headline(due: int, sent: int) -> str:
    """Return how many words are due, as a sentence."""
    if due:
        many = "booking is" if due == 1 else "bookings are"
        return words.sentence(f"{words.number(due)} {many} due an extra word.")
    if sent:
        return "Every extra word of the coming days is sent."
    return "No extra word is due in the coming days."


def about_test(found: ExtraWords) -> str:
    """Return by what the list goes while a test runs, and who is not on it, as HTML."""
    count = len(found.left_out)
    if not count:
        return "A fair test is running, so the lot decides who is on this list."
    which = "booking is" if count == 1 else "bookings are"
    whose = "this client gets" if count == 1 else "these clients get"
    return (
        "A fair test is running, so the lot decides who is on this list. "
        f"{counted(count, f'more {which}', f'more {which}')} left out on purpose: "
        f"{whose} the usual reminders only, as the lot has it, because only beside "
        "them can it be seen what the extra word does. Please send them none until "
        "the test ends."
    )


def _is_chosen(booking: Booking, chosen: Sequence[str]) -> bool:
    return booking.is_free and booking.session_id in chosen


def _list(due: Sequence[Booking], found: ExtraWords, seen: View) -> None:
    shown = due[: st.session_state.get(Key.WORDS_SHOWN, AT_ONCE)]
    emails = doors.emails(tuple(sorted({one.client_id for one in shown})))
    with st.container(gap="xsmall", key="extra-words"):
        for booking in shown:
            _card(booking, found, emails.get(booking.client_id), seen)
    left = len(due) - len(shown)
    if left:
        st.button(
            f"Show {counted(left, 'more booking')}",
            key="all-words",
            on_click=_show_all,
            args=(len(due),),
        )


def _show_all(count: int) -> None:
    st.session_state[Key.WORDS_SHOWN] = count


def _card(booking: Booking, found: ExtraWords, email: str | None, seen: View) -> None:
    key = done_line.key_of(booking.session_id)
    with st.container(
        border=True,
        horizontal=True,
        vertical_alignment="center",
        gap="small",
        key=f"word-{key}",
    ):
        st.html(f'<div class="dl-session">{_told(booking, seen)}</div>')
        with st.popover("Words to use", key=f"words-{key}"):
            step_words.show(
                key,
                reports.key_of_words(booking),
                reports.blanks(booking, found.today),
                email=email,
                service=booking.service,
            )
        st.button("Sent", key=f"sent-{key}", on_click=_sent, args=(booking, found.plan))


def _told(booking: Booking, seen: View) -> str:
    when_html = safe.html(
        words.short_moment(booking.starts_at, seen.zone, today=seen.today)
    )
    parts = [safe.html(one) for one in (booking.coach, booking.service) if one]
    who_html = " · ".join([when_html, *parts])
    return (
        f'<p><b class="dl-name">{seen.name(booking.name)}</b> '
        f'<span class="dl-soft">{who_html}</span></p>'
        f'<p class="dl-soft">{_why(booking)}</p>'
    )


def _why(booking: Booking) -> str:
    """Return why it is on the list, as HTML."""
    if booking.arm == "b":
        return "By lot, in the fair test."
    said = booking.said
    if said is None or not said.is_worth_a_word:
        return "Your own choice."
    parts = [safe.html(words.sentence(said.about))] if said.about else []
    if said.interval is not None:
        parts.append(f"{in_ten(*said.interval)} like it are missed")
    return " · ".join(parts)


def _sent_already(sent: Sequence[Booking], seen: View) -> None:
    """Draw what was sent, the latest first; all but a few of them folded away."""
    lines = sorted(sent, key=_sent_at, reverse=True)
    for booking in lines[:LATEST_SENT]:
        _sent_line(booking, seen)
    if lines[LATEST_SENT:]:
        count = counted(len(lines) - LATEST_SENT, "more is sent", "more are sent")
        with st.expander(count):
            for booking in lines[LATEST_SENT:]:
                _sent_line(booking, seen)


def _sent_at(booking: Booking) -> tuple[dt.datetime, dt.datetime]:
    told = booking.sent.entered_at if booking.sent else booking.starts_at
    return told, booking.starts_at


def _sent_line(booking: Booking, seen: View) -> None:
    tap = booking.sent
    if tap is None:
        return
    key = done_line.key_of(tap.entry_id)
    when_html = safe.html(
        words.short_moment(booking.starts_at, seen.zone, today=seen.today)
    )
    on = words.near_day(tap.on_date, seen.today)
    with st.container(
        border=True, horizontal=True, vertical_alignment="center", key=f"done-{key}"
    ):
        st.html(
            f'<p class="dl-done"><b class="dl-name">{seen.name(booking.name)}</b> '
            f"has an extra word for {when_html}, sent {on}.</p>"
        )
        st.button(
            "Undo", key=f"undo-word-{key}", on_click=_take_back, args=(tap.entry_id,)
        )


def _another(free: Sequence[Booking], seen: View) -> None:
    """Let a coach add a booking of their own choice."""
    by_id = {one.session_id: one for one in free}

    def label(session_id: str) -> str:
        booking = by_id[session_id]
        at = words.short_moment(booking.starts_at, seen.zone, today=seen.today)
        return f"{seen.plain_name(booking.name)}, {at}"

    st.selectbox(
        "Which one",
        list(by_id),
        index=None,
        format_func=label,
        placeholder="Bookings of the coming days",
        key="word-for",
        on_change=_choose,
    )


def _choose() -> None:
    session_id = st.session_state["word-for"]
    if session_id is not None:
        st.session_state[Key.WORDS].append(session_id)
        st.session_state["word-for"] = None


@notices.said
def _sent(booking: Booking, plan: Plan | None) -> None:
    reports.keep_sent(doors.database(), booking, plan, now=state.now())
    st.toast("Kept.", icon=":material/check:")


@notices.said
def _take_back(entry_id: str) -> None:
    entries.withdraw(doors.database(), entry_id, now=state.now())
    st.toast("Taken back.", icon=":material/undo:")
