"""What reminders do: the sentence to act on, the outcomes, and what they rest on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import streamlit as st

from analytics.errors import PracticeError
from analytics.reminders import outlook, published, words
from analytics.reminders.worked import Question
from analytics.reports import reminders as report
from pages.shared import (
    chart_card,
    comparing,
    doors,
    doors_reminders,
    notices,
    safe,
)
from pages.shared.state import Key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analytics.reminders.worked import Worked
    from analytics.reports.reminders import Side

A_SENTENCE: Final = 900

NOTHING_KNOWN: Final = (
    "Of no session is it known which reminder was sent, so nothing can be compared. "
    "Say below what your tool sends, and what it sent before: that is all it takes."
)

OWN_CHOICE: Final = ""


def show() -> None:
    """Draw the comparison, or why there is none."""
    if not doors_reminders.is_anything_known():
        _sentence(outlook.first_line(doors_reminders.pace()))
        st.markdown(NOTHING_KNOWN)
        _published(None)
        return
    # The answer stands on top; what it is asked by is chosen below it.
    head = st.container(key="reminders-head")
    question = _question()
    try:
        with head:
            found = comparing.answer(question)
    except PracticeError as error:
        notices.failed(error)
        st.button("Try again", key="compare-again", on_click=comparing.keeper().again)
        return
    if found is None:
        return
    st.session_state[Key.COMPARED_BY] = found.strategies
    trial = _published(found)
    with head:
        sides = doors_reminders.sides(found, trial)
        _headline(found, sides)
        for side in sides:
            _side(side, found)
    _rests_on(found)


def _headline(found: Worked, sides: Sequence[Side]) -> None:
    findings = found.findings
    if report.is_open(findings):
        _sentence(outlook.first_line(doors_reminders.pace()))
    said = words.headline(findings)
    # The first card may say the very same just below.
    if not sides or sides[0].card.answer != said:
        _sentence(said)


def _sentence(text: str) -> None:
    st.html(f'<p class="dl-answer">{safe.html(text, A_SENTENCE)}</p>')


def _question() -> Question:
    """Let the baseline and the first day be chosen; return what is asked."""
    names: list[str] = st.session_state.get(Key.COMPARED_BY, [])
    with st.container(horizontal=True, vertical_alignment="bottom", key="compare-by"):
        baseline = st.selectbox(
            "Compare with",
            [OWN_CHOICE, *names],
            format_func=_baseline,
            key="compare-with",
            width=260,
        )
        since = st.date_input(
            "Only sessions since", None, key="compare-since", width=180
        )
    return Question(since=since or None, baseline=baseline or None)


def _baseline(name: str) -> str:
    if name == OWN_CHOICE:
        return "No reminder, else the commonest"
    return safe.plain(words.strategy(name))


def _published(found: Worked | None) -> str | None:
    """Offer published trials beside the own answer; return the chosen one's key."""
    is_needed = found is None or report.is_open(found.findings)
    with st.expander("What published trials found", expanded=is_needed, key="trials"):
        st.markdown("\n".join(f"- {safe.md(one, 400)}" for one in published.sources()))
        st.caption(
            "Literature, from clinics, not your data: a place to start. None of them "
            "makes anybody feel guilty, and no such words are offered here."
        )
        if found is None or not found.findings.comparisons:
            return None
        is_on = st.toggle("Put one beside my own sessions", key="with-trial")
        if not is_on:
            return None
        keys = [one.key for one in published.TRIALS]
        return st.selectbox("Which", keys, format_func=_trial, key="which-trial")


def _trial(key: str) -> str:
    one = published.trial(key)
    return f"{one.what[:1].upper()}{one.what[1:]} ({one.source.split(',')[0]})"


def _side(side: Side, found: Worked) -> None:
    chart_card.show(side.card)
    chosen = st.session_state.get("which-trial")
    if st.session_state.get("with-trial") and chosen:
        said = report.beside(side.own, published.trial(chosen), doors_reminders.pace())
        st.markdown(safe.md(said, A_SENTENCE))
    _lines((*side.aloud, *side.refusals))
    if side.is_truth_wanted and found.unknown:
        _to_who_came(side.card.key, found)
    if side.plain:
        with st.expander("What this rests on", key=f"rests-{side.card.key}"):
            _lines(side.plain)
            if side.balance is not None:
                chart_card.show(side.balance, level=3)


def _lines(lines: tuple[str, ...] | list[str]) -> None:
    if lines:
        st.markdown("\n".join(f"- {safe.md(line, A_SENTENCE)}" for line in lines))


def _to_who_came(key: str, found: Worked) -> None:
    count = len(found.unknown_ids)
    which = "this session" if count == 1 else f"exactly these {count:,} sessions"
    if found.unknown > count:
        which = f"the latest {count:,} of these {found.unknown:,} sessions"
    if st.button(f"Say what became of {which}", key=f"who-came-{key}"):
        st.session_state[Key.WANTED] = found.unknown_ids
        st.switch_page("data_quality.py")


def _rests_on(found: Worked) -> None:
    with st.expander("Which sessions are compared", key="compared-sessions"):
        st.markdown("By what it is known which reminder a session had:")
        _lines(report.had(found) or ["of none"])
        lines = report.left_out(found)
        if lines:
            st.markdown("In neither side, of the sessions so far:")
            _lines(lines)
        st.caption(safe.md(doors.as_of().day.strftime("As known on %d %B %Y.")))
