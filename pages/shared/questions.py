"""Monday's questions: at most five, each answered in one tap, all of them optional.

First whether somebody came, where the answer changes this week's list; then how it
ended with those who went quiet.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final

import streamlit as st

from analytics.contracts import Standing
from analytics.quality import wording
from analytics.store import entries
from pages.shared import (
    choice,
    done_line,
    doors,
    notices,
    reminders_question,
    state,
    who_came,
    words,
)
from pages.shared.state import Key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analytics.contracts import QuietClient
    from analytics.quality.questions import Question
    from pages.shared.view import View

AT_MOST: Final = 5

WHO_CAME_AT_MOST: Final = 2
"""More of these are on the page Who came?"""

ANSWERS: Final = {
    "Finished": (Standing.COMPLETED, "has finished."),
    "Paused": (Standing.PAUSED, "has paused."),
    "They ended it": (Standing.ENDED_BY_CLIENT, "has ended it."),
    "Don’t know": (Standing.UNKNOWN, "is kept as not known."),
}
"""How a story ended: what is kept, and how it is said after the name."""


def show(lapsed: Sequence[QuietClient], seen: View) -> None:
    """Ask who came where that decides about the list, and how stories ended."""
    has = choice.selection().has
    sessions = [q for q in _asked_who_came() if has(q.session.coach)]
    asked = _asked(lapsed, AT_MOST - len(sessions))
    given = {done.client_id: done for done in state.done() if done.place is None}
    is_reminders = reminders_question.is_due()
    if not asked and not sessions and not is_reminders:
        return
    count = len([client for client in asked if client.client_id not in given])
    count += len([q for q in sessions if q.session.session_id not in who_came.marked()])
    count += is_reminders
    st.header(_heading(count), anchor=False)
    if count:
        st.caption("Skip any of them: every page works without.")
    with st.container(gap="xsmall", key="questions"):
        who_came.rows(
            [question.session for question in sessions],
            {q.session.session_id: wording.why(q) for q in sessions},
            seen,
        )
        for client in asked:
            if client.client_id in given:
                done_line.show(given[client.client_id], client.name, seen)
            else:
                _question(client, seen)
        if is_reminders:
            reminders_question.show()
    if sessions:
        st.page_link("data_quality.py", label="More about who came")


def _heading(count: int) -> str:
    if count == 0:
        return "No more questions"
    noun = "quick question" if count == 1 else "quick questions"
    return words.sentence(f"{words.number(count)} {noun}, if you have a minute")


def _asked_who_came() -> list[Question]:
    """Return the sessions this visit asks about: the same few, also once answered."""
    basis = tuple(record.import_id for record in doors.imports_in_force())
    kept: tuple[object, list[Question]] = st.session_state.get(
        Key.ASKED_CAME, (None, [])
    )
    if kept[0] != basis:
        found = doors.who_came(AT_MOST)
        decisive = (question for question in found if question.list_change)
        kept = (basis, list(islice(decisive, WHO_CAME_AT_MOST)))
        st.session_state[Key.ASKED_CAME] = kept
    return kept[1]


def _asked(lapsed: Sequence[QuietClient], at_most: int) -> list[QuietClient]:
    """Return whom this visit asks about: the same few, also once answered."""
    asked: dict[str, QuietClient] = st.session_state.setdefault(Key.ASKED, {})
    if not asked:
        open_ = (c for c in lapsed if c.client_id not in doors.answered())
        asked.update({c.client_id: c for c in islice(open_, at_most)})
    return list(asked.values())


def _question(client: QuietClient, seen: View) -> None:
    key = done_line.key_of(client.client_id)
    when = seen.short_day(client.last_attended_at)
    with st.container(
        border=True,
        horizontal=True,
        vertical_alignment="center",
        key=f"question-{key}",
        gap="xsmall",
    ):
        st.html(
            '<p class="dl-done">How did it end with '
            f'<b class="dl-name">{seen.name(client.name)}</b>? '
            f'<span class="dl-soft">Last came {when}.</span></p>'
        )
        for number, answer in enumerate(ANSWERS):
            st.button(
                answer,
                key=f"answer-{key}-{number}",
                on_click=_answer,
                args=(client.client_id, answer),
            )


@notices.said
def _answer(client_id: str, answer: str) -> None:
    standing, said = ANSWERS[answer]
    entry = entries.add_ending(
        doors.database(), client_id, standing, on=doors.local_today(), now=state.now()
    )
    done_line.keep(entry, client_id, said, None)
