"""Who came? The answers that matter most, yesterday's sessions, and what is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import streamlit as st

from analytics.quality import wording
from pages.shared import (
    data_gaps,
    doors,
    empty,
    meeting_questions,
    safe,
    view,
    who_came,
    who_came_for,
    who_is_who,
    words,
)
from pages.shared.state import Key

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Sequence

    from analytics.quality.questions import Question, Unvouched
    from analytics.quality.rates import Month
    from pages.shared.view import View

AT_ONCE: Final = 5

MONTHS_SHOWN: Final = 6

SESSIONS_SHOWN: Final = 10
"""Of a month, before one rather answers for all of them."""

OPEN_AT_ONCE: Final = 20
"""Of the sessions just held; more follow as these are answered."""

WHY: Final = (
    "Most tools do not say who came. What you say here counts at once, wherever it is "
    "shown, and stays when a file is imported anew. Skip whatever you like."
)


def show() -> None:
    """Draw the page."""
    st.title("Who came?", anchor=False)
    sources = doors.gaps()
    if not sources:
        empty.nobody()
        return
    st.markdown(WHY)
    seen = view.current()
    # Whoever comes for certain sessions finds them on top, and nowhere else.
    wanted = who_came_for.wanted()
    above = {one.session_id for one in wanted}
    asked = [one for one in _asked() if one.session.session_id not in above]
    questions = [question.session for question in asked]
    first, held = _held([*wanted, *questions])
    unfolded = who_came.first_open([*wanted, *questions, *held])
    who_came_for.show(wanted, seen, unfolded)
    _matters(asked, seen, unfolded)
    _since(first, held, seen, unfolded)
    meeting_questions.show(seen)
    meeting_questions.results(seen)
    who_is_who.missing(seen)
    _months(seen, {one.session_id for one in (*wanted, *questions, *held)})
    data_gaps.show(sources)


def _asked() -> list[Question]:
    """Return what this visit asks: the same few, also once answered."""
    basis = tuple(record.import_id for record in doors.imports_in_force())
    kept: tuple[object, list[Question]] = st.session_state.get(Key.QUEUE, (None, []))
    if kept[0] != basis:
        said = who_came.marked()
        kept = (basis, doors.who_came(AT_ONCE))
        st.session_state[Key.QUEUE] = kept
        for question in kept[1]:
            said.pop(question.session.session_id, None)
    return kept[1]


def _held(questions: Sequence[Unvouched]) -> tuple[dt.date, list[Unvouched]]:
    """Return the sessions since the last working day, also once they are marked."""
    first, found = doors.just_held()
    asked = {one.session_id for one in questions}
    shown = [
        one for one in _with_answered("held", found) if one.session_id not in asked
    ]
    return first, sorted(shown, key=lambda one: (one.starts_at, one.session_id))


def _with_answered(section: str, found: Sequence[Unvouched]) -> list[Unvouched]:
    """Return the sessions of a section with those that were answered in it."""
    sections: dict[str, dict[str, Unvouched]]
    sections = st.session_state.setdefault(Key.HELD, {})
    kept = sections.setdefault(section, {})
    kept.update({one.session_id: one for one in found})
    here = {one.session_id for one in found} | who_came.marked().keys()
    return [one for one in kept.values() if one.session_id in here]


def _matters(asked: Sequence[Question], seen: View, unfolded: str | None) -> None:
    sessions = [question.session for question in asked]
    st.header("The answers that matter most", anchor=False)
    if not asked:
        st.markdown(
            "Of every session so far somebody has said what became of it: a tool that "
            "records it, or you."
        )
        return
    if unfolded in {one.session_id for one in sessions}:
        st.caption("The keys 1 to 7 answer for the first one that is open.")
    reasons = {question.session.session_id: wording.why(question) for question in asked}
    with st.container(gap="xsmall", key="queue"):
        who_came.rows(sessions, reasons, seen, unfolded=unfolded, with_form=True)
    if who_came.first_open(sessions) is None:
        st.button("Ask me more", key="ask-more", on_click=_ask_more)
    else:
        who_came.all_came(sessions, "queue-all", "All {count} of these came")


def _ask_more() -> None:
    for question in st.session_state.pop(Key.QUEUE)[1]:
        who_came.marked().pop(question.session.session_id, None)


def _since(
    first: dt.date, held: Sequence[Unvouched], seen: View, unfolded: str | None
) -> None:
    day = words.near_day(first, seen.today)
    st.header(f"Since {day}", anchor=False)
    if not held:
        st.markdown("Every session since then is marked, or there was none.")
        return
    shown = who_came.up_to_open(held, OPEN_AT_ONCE)
    with st.container(gap="xsmall", key="held"):
        who_came.rows(shown, {}, seen, unfolded=unfolded, with_form=True)
    label = "All {count} of these came"
    if len(held) > len(shown):
        more = len(held) - len(shown)
        st.caption(f"and {more:,} more, shown as you answer")
        label = "All {count} since " + safe.md(day) + " came"
    who_came.all_came(held, "held-all", label)


def _months(seen: View, above: Collection[str]) -> None:
    """Draw the months with sessions nobody knows of, to answer for all at once."""
    now = {month.month: month for month in doors.months_with_unknown()}
    months = _months_of_visit(list(now))
    if not months:
        return
    st.header("Months with sessions nobody knows of", anchor=False)
    for first in months[:MONTHS_SHOWN]:
        month = now.get(first)
        left = "nobody is left" if month is None else _left(month)
        key = f"month-{first:%Y-%m}"
        label = f"{wording.name(first)}: {left}"
        with st.expander(label, key=key, on_change="rerun"):
            if month is not None:
                st.markdown(wording.month_range(month))
            if st.session_state.get(key):
                _month(first, key, seen, above)
    if len(months) > MONTHS_SHOWN:
        more = words.counted(len(months) - MONTHS_SHOWN, "more month")
        st.caption(f"and {more}, where the answers would change less")


def _left(month: Month) -> str:
    return f"{words.counted(month.unknown, 'session')} not known"


def _months_of_visit(now: list[dt.date]) -> list[dt.date]:
    """Return the months of this visit in their first order, also once answered."""
    sections = st.session_state.get(Key.HELD, {})
    kept: list[dt.date] = st.session_state.setdefault(Key.MONTHS, [])
    kept.extend(month for month in now if month not in kept)
    answered = {
        month
        for month in kept
        if sections.get(f"month-{month:%Y-%m}", {}).keys() & who_came.marked().keys()
    }
    return [month for month in kept if month in now or month in answered]


def _month(first: dt.date, key: str, seen: View, above: Collection[str]) -> None:
    sessions = _with_answered(key, doors.unknown_of_month(first))
    here = [one for one in sessions if one.session_id not in above]
    with st.container(gap="xsmall", key=f"{key}-rows"):
        who_came.rows(here[:SESSIONS_SHOWN], {}, seen)
    if len(here) > SESSIONS_SHOWN:
        st.caption(f"and {len(here) - SESSIONS_SHOWN:,} more of this month")
    label = "All {count} of " + safe.md(wording.name(first)) + " came"
    who_came.all_came(sessions, f"{key}-all", label)


show()
