"""Monday's questions: at most five, each answered in one tap, all of them optional."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final

import streamlit as st

from analytics.contracts import Standing
from analytics.store import entries
from pages.shared import done_line, doors, notices, state, words
from pages.shared.state import Key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analytics.contracts import QuietClient
    from pages.shared.view import View

AT_MOST: Final = 5

ANSWERS: Final = {
    "Finished": (Standing.COMPLETED, "has finished."),
    "Paused": (Standing.PAUSED, "has paused."),
    "They ended it": (Standing.ENDED_BY_CLIENT, "has ended it."),
    "Don’t know": (Standing.UNKNOWN, "is kept as not known."),
}
"""How a story ended: what is kept, and how it is said after the name."""


def show(lapsed: Sequence[QuietClient], seen: View) -> None:
    """Ask how it ended with those who went quiet, if nobody has said it."""
    asked = _asked(lapsed)
    given = {done.client_id: done for done in state.done() if done.place is None}
    if not asked:
        return
    count = len([client for client in asked if client.client_id not in given])
    st.header(_heading(count), anchor=False)
    if count:
        st.caption("Skip any of them: every page works without.")
    with st.container(gap="xsmall", key="questions"):
        for client in asked:
            if client.client_id in given:
                done_line.show(given[client.client_id], client.name, seen)
            else:
                _question(client, seen)


def _heading(count: int) -> str:
    if count == 0:
        return "No more questions"
    noun = "quick question" if count == 1 else "quick questions"
    return words.sentence(f"{words.number(count)} {noun}, if you have a minute")


def _asked(lapsed: Sequence[QuietClient]) -> list[QuietClient]:
    """Return whom this visit asks about: the same few, also once answered."""
    asked: dict[str, QuietClient] = st.session_state.setdefault(Key.ASKED, {})
    if not asked:
        open_ = (c for c in lapsed if c.client_id not in doors.answered())
        asked.update({c.client_id: c for c in islice(open_, AT_MOST)})
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
