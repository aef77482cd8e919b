"""A client's goals in a file: their words, why it matters, wins, and how it ended."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import streamlit as st

from analytics.store import goals
from pages.shared import done_line, doors, doors_client, file_done, notices, state
from pages.shared import words as said

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from analytics.facts.goals import Goal
    from pages.shared.view import View

NO_GOAL: Final = (
    "No goal is written down yet. Ask for one in their own words, and why it matters "
    "to them."
)

ENDED: Final = {goals.REACHED: "Reached", goals.LET_GO: "Let go"}

HELD: Final = 600
"""Letters of a goal that are shown: all of them, and what escaping adds."""


def show(client_id: str, seen: View) -> None:
    """Draw the goals, those that ended folded up, and the form for a new one."""
    st.subheader("Goals", anchor=False)
    found = doors_client.goals_of(client_id)
    going = [goal for goal in found if goal.ended is None]
    if not going:
        st.html(f'<p class="dl-soft">{NO_GOAL}</p>')
    for goal in reversed(going):
        _open_goal(goal, seen)
    # Under a key of its own each time: it closes once the goal is kept.
    key = f"{done_line.key_of(client_id)}-{len(found)}"
    with st.popover("A new goal", key=f"goal-new-{key}"):
        _new_form(client_id, key)
    ended = [goal for goal in found if goal.ended is not None]
    if ended:
        label = f"Earlier: {said.counted(len(ended), 'goal')}"
        with st.expander(label, key=f"goals-ended-{done_line.key_of(client_id)}"):
            for goal in reversed(ended):
                _ended_goal(goal, seen)


def _open_goal(goal: Goal, seen: View) -> None:
    key = done_line.key_of(goal.goal_id)
    with st.container(border=True, key=f"goal-{key}", gap="small"):
        st.html(_told_html(goal, seen))
        with st.container(horizontal=True, gap="xsmall", key=f"acts-goal-{key}"):
            won = f"{key}-{len(goal.wins)}"
            with st.popover("A win", key=f"goal-win-{won}"):
                _win_form(goal, won)
            st.button(
                "Reached", key=f"goal-reached-{key}", on_click=_reached, args=(goal,)
            )
            if not seen.is_initials:
                said_so = done_line.key_of(repr(goal[:5]))
                with st.popover("Other words", key=f"goal-words-{said_so}"):
                    _words_form(goal, said_so)
            st.button(
                "Let it go", key=f"goal-let-go-{key}", on_click=_let_go, args=(goal,)
            )


def _told_html(goal: Goal, seen: View) -> str:
    why_html = (
        f'<p><span class="dl-soft">It matters because</span> '
        f"{seen.typed(goal.why_it_matters, HELD)}</p>"
        if goal.why_it_matters
        else ""
    )
    wins_html = "".join(
        f"<li>{seen.typed(win.note, HELD)} "
        f'<span class="dl-soft">{said.short_day(win.on_date, today=seen.today)}</span>'
        "</li>"
        for win in reversed(goal.wins)
    )
    listed_html = f'<ul class="dl-wins">{wins_html}</ul>' if wins_html else ""
    return (
        f'<div class="dl-goal"><p class="dl-aim">{seen.typed(goal.goal, HELD)}</p>'
        f'{why_html}<p class="dl-soft">{_when(goal, seen)}</p>{listed_html}</div>'
    )


def _when(goal: Goal, seen: View) -> str:
    """Return since when, until when, and how many wins, as one line."""
    parts = [f"since {said.short_day(goal.on_date, today=seen.today)}"]
    if goal.until_date:
        parts.append(f"until {said.short_day(goal.until_date, today=seen.today)}")
    if goal.wins:
        parts.append(f"{said.counted(len(goal.wins), 'win')} so far")
    return said.sentence(", ".join(parts))


def _ended_goal(goal: Goal, seen: View) -> None:
    key = done_line.key_of(goal.goal_id)
    on = said.short_day(goal.ended_on or goal.on_date, today=seen.today)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.html(
            f'<p class="dl-done">{seen.typed(goal.goal, HELD)} '
            f'<span class="dl-soft">{ENDED[goal.ended or ""]} on {on}</span></p>'
        )
        st.button(
            "Open it again", key=f"goal-again-{key}", on_click=_again, args=(goal,)
        )


def _fields(key: str, goal: Goal | None = None) -> None:
    st.text_area(
        "The goal, in their own words",
        goal.goal if goal else "",
        key=f"goal-text-{key}",
        max_chars=goals.LONGEST,
        placeholder="Run a relaxed 10 km",
        width=420,
    )
    st.text_area(
        "Why it matters to them",
        (goal.why_it_matters if goal else "") or "",
        key=f"goal-why-{key}",
        max_chars=goals.LONGEST,
        width=420,
    )
    st.date_input(
        "Until when, if there is a day",
        goal.until_date if goal else None,
        key=f"goal-until-{key}",
        format="YYYY-MM-DD",
    )


def _new_form(client_id: str, key: str) -> None:
    with st.form(f"form-goal-{key}", border=False):
        _fields(key)
        st.form_submit_button("Keep", on_click=_add, args=(client_id, key))


def _words_form(goal: Goal, key: str) -> None:
    with st.form(f"form-goal-{key}", border=False):
        _fields(key, goal)
        st.form_submit_button("Keep these words", on_click=_change, args=(goal, key))
        st.caption("The words before stay in what was entered.")


def _win_form(goal: Goal, key: str) -> None:
    with st.form(f"form-win-{key}", border=False):
        st.text_input(
            "What went well",
            key=f"goal-note-{key}",
            max_chars=goals.LONGEST,
            placeholder="Ran twice this week",
            width=420,
        )
        st.form_submit_button("Keep", on_click=_win, args=(goal, key))


def _typed(key: str) -> tuple[str, str, dt.date | None]:
    state_ = st.session_state
    return (
        state_[f"goal-text-{key}"],
        state_[f"goal-why-{key}"],
        state_[f"goal-until-{key}"],
    )


@notices.said
def _add(client_id: str, key: str) -> None:
    text, why, until = _typed(key)
    entry = goals.add(
        doors.database(),
        client_id,
        text,
        why_it_matters=why,
        until=until,
        on=doors.local_today(),
        now=state.now(),
    )
    file_done.keep(entry, client_id, "A goal was written down.")


@notices.said
def _change(goal: Goal, key: str) -> None:
    text, why, until = _typed(key)
    entry = goals.change(
        doors.database(),
        goal.goal_id,
        text,
        why_it_matters=why,
        until=until,
        on=doors.local_today(),
        now=state.now(),
    )
    file_done.keep(entry, goal.client_id, "The goal has other words.")


@notices.said
def _win(goal: Goal, key: str) -> None:
    entry = goals.win(
        doors.database(),
        goal.goal_id,
        st.session_state[f"goal-note-{key}"],
        on=doors.local_today(),
        now=state.now(),
    )
    file_done.keep(entry, goal.client_id, "A win was written down.")


def _reached(goal: Goal) -> None:
    _end(goal, goals.reached, "The goal was reached.")


def _let_go(goal: Goal) -> None:
    _end(goal, goals.let_go, "The goal was let go.")


@notices.said
def _end(goal: Goal, how: Callable[..., str], said_: str) -> None:
    entry = how(doors.database(), goal.goal_id, on=doors.local_today(), now=state.now())
    file_done.keep(entry, goal.client_id, said_)


@notices.said
def _again(goal: Goal) -> None:
    file_done.take_back(str(goal.ended_entry_id))
