"""In a client's file: what coach and client promised each other, the coach's first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import streamlit as st

from analytics.facts import promises as facts_promises
from analytics.reports.brief_words import run_said
from analytics.store import promises
from analytics.store.promises import CLIENT, COACH, DONE, DROPPED, Told
from pages.shared import (
    after_session,
    done_line,
    doors,
    doors_session,
    file_done,
    notices,
    safe,
    state,
    words,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analytics.facts.promises import Promise
    from pages.shared.view import View

TITLES: Final = {COACH: "What you owe them", CLIENT: "What they set out to do"}

NONE_YET: Final = (
    "No promise is written down yet. A small one works best: which day, how long it "
    "takes, what is needed."
)

SETTLED: Final = 12
"""Of those done or let go, the latest that are shown."""

HELD: Final = 400


def show(client_id: str, seen: View) -> None:
    """Draw what is open of both sides, the run, and the form for a new promise."""
    st.subheader("Promises", anchor=False)
    found = doors_session.promises(client_id)
    if not found:
        st.html(f'<p class="dl-soft">{NONE_YET}</p>')
    else:
        for owner, title in TITLES.items():
            _side(facts_promises.open_of(found, owner), title, seen)
        run = facts_promises.run(found, seen.today)
        if said := run_said(run.done, run.of):
            st.html(f'<p class="dl-soft">{said}</p>')
    key = f"{done_line.key_of(client_id)}-{len(found)}"
    with st.popover("A new promise", key=f"promise-new-{key}"):
        _new_form(client_id, key)
    settled = [one for one in found if not one.is_open]
    if settled:
        label = f"Done or let go: {len(settled):,}"
        with st.expander(label, key=f"promises-settled-{done_line.key_of(client_id)}"):
            _settled_ones(settled, seen)


def _side(those: Sequence[Promise], title: str, seen: View) -> None:
    if not those:
        return
    st.html(f'<p class="dl-side">{safe.html(title)}</p>')
    for one in those:
        _open(one, seen)


def _open(one: Promise, seen: View) -> None:
    key = done_line.key_of(one.action_id)
    with st.container(
        horizontal=True, vertical_alignment="center", gap="small", key=f"promise-{key}"
    ):
        st.html(
            f'<p class="dl-done">{seen.typed(one.action, HELD)} '
            f'<span class="dl-soft">{_beside_html(one, seen)}</span></p>',
            width="stretch",
        )
        with st.container(
            horizontal=True, gap="xsmall", key=f"acts-promise-{key}", width="content"
        ):
            st.button("Done", key=f"promise-done-{key}", on_click=_done, args=(one,))
            if one.is_entered and not seen.is_initials:
                with st.popover("Change", key=f"promise-change-{key}"):
                    _change_form(one, key)
            st.button("Let it go", key=f"promise-go-{key}", on_click=_go, args=(one,))


def _beside_html(one: Promise, seen: View) -> str:
    parts = []
    if one.due_date is not None:
        parts.append(f"for {words.short_day(one.due_date, today=seen.today)}")
    if one.minutes_needed is not None:
        parts.append(f"about {one.minutes_needed:,} min")
    told_html = [safe.html(part) for part in parts]
    if one.needs:
        told_html.append(f"with {seen.typed(one.needs, HELD)}")
    if not one.is_entered:
        told_html.append("from a file")
    return " · ".join(told_html)


def _settled_ones(settled: Sequence[Promise], seen: View) -> None:
    newest = sorted(
        settled, key=lambda one: str(one.result_day or one.due_date), reverse=True
    )
    for one in newest[:SETTLED]:
        key = done_line.key_of(one.action_id)
        what = "done" if one.result == DONE else "let go"
        on = (
            f" on {words.short_day(one.result_day, today=seen.today)}"
            if one.result_day
            else ""
        )
        whose = "you" if one.is_by_coach else "they"
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.html(
                f'<p class="dl-done">{seen.typed(one.action, HELD)} '
                f'<span class="dl-soft">{whose} · {what}{on}</span></p>',
                width="stretch",
            )
            if one.result_id is not None:
                st.button(
                    "Open it again",
                    key=f"promise-again-{key}",
                    on_click=_again,
                    args=(one,),
                )
    if len(newest) > SETTLED:
        more = words.counted(len(newest) - SETTLED, "earlier one")
        st.caption(f"and {more}, in the story")


def _fields(key: str, one: Promise | None = None) -> None:
    st.text_input(
        "What was promised",
        one.action if one else "",
        key=f"promise-what-{key}",
        max_chars=promises.LONGEST,
        placeholder="Write one page",
        width=420,
    )
    st.segmented_control(
        "Whose is it?",
        list(after_session.WHOSE),
        format_func=after_session.WHOSE.__getitem__,
        default=one.owner if one else CLIENT,
        required=True,
        key=f"promise-whose-{key}",
    )
    with st.container(horizontal=True, gap="small"):
        st.date_input(
            "Which day",
            one.due_date if one else None,
            key=f"promise-due-{key}",
            format="YYYY-MM-DD",
            width=160,
        )
        st.number_input(
            "Minutes",
            min_value=1,
            max_value=promises.MOST_MINUTES,
            value=one.minutes_needed if one else None,
            key=f"promise-minutes-{key}",
            width=120,
        )
    st.text_input(
        "What is needed",
        (one.needs if one else "") or "",
        key=f"promise-needs-{key}",
        max_chars=promises.LONGEST,
        width=420,
    )


def _new_form(client_id: str, key: str) -> None:
    with st.form(f"form-promise-{key}", border=False):
        _fields(key)
        st.form_submit_button("Keep", on_click=_add, args=(client_id, key))


def _change_form(one: Promise, key: str) -> None:
    with st.form(f"form-promise-{key}", border=False):
        _fields(key, one)
        st.form_submit_button("Keep", on_click=_change, args=(one, key))
        st.caption("What stood before stays in what was entered.")


def _told(key: str) -> Told:
    typed = st.session_state
    return Told(
        typed[f"promise-whose-{key}"],
        typed[f"promise-what-{key}"],
        typed[f"promise-due-{key}"],
        typed[f"promise-minutes-{key}"],
        typed[f"promise-needs-{key}"],
    )


@notices.said
def _add(client_id: str, key: str) -> None:
    made = promises.add(
        doors.database(),
        client_id,
        _told(key),
        on=doors.local_today(),
        now=state.now(),
    )
    file_done.keep(made, client_id, "A promise was written down.")


@notices.said
def _change(one: Promise, key: str) -> None:
    made = promises.edit(doors.database(), one.action_id, _told(key), now=state.now())
    file_done.keep(made, one.client_id, "A promise was changed.")


def _done(one: Promise) -> None:
    _settle(one, DONE, "A promise is done.")


def _go(one: Promise) -> None:
    _settle(one, DROPPED, "A promise was let go.")


@notices.said
def _settle(one: Promise, result: str, said: str) -> None:
    made = promises.settle(
        doors.database(),
        one.action_id,
        result,
        on=doors.local_today(),
        now=state.now(),
    )
    file_done.keep(made, one.client_id, said)


@notices.said
def _again(one: Promise) -> None:
    file_done.take_back(str(one.result_id))
