"""In a client's file: the step that is proposed, why, by when, and what else there is.

A hard step stands one click further away, with the course of the talk and no words to
send: a person decides for it, calmly, and never within a day of what happened.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

import pandas as pd
import streamlit as st

from analytics.periods import local_day
from analytics.playbook import planning
from analytics.store import entries, follow_ups
from analytics.store.entry_checks import A_LINE
from pages.shared import (
    client_card,
    done_line,
    doors,
    doors_client,
    doors_contacts,
    doors_steps,
    file_done,
    notices,
    safe,
    state,
    step_offer,
    step_words,
    words,
)

if TYPE_CHECKING:
    from analytics.contracts import NextStep
    from analytics.reports.file_next import FileNext
    from pages.shared.view import View

STUCK: Final = "Coming, but stuck"

OTHER_OPTIONS: Final = "Other options"

CALM: Final = (
    "Nobody proposes these; they are yours to think about. They are talks, and they "
    "ask for time. Choose one to see how it could go."
)

BACK: Final = frozenset({"welcome_back", "revisit_agreement"})
"""Steps for which it matters on what terms somebody comes back."""

FURTHEST_AHEAD: Final = dt.timedelta(days=366)


def show(client_id: str, seen: View) -> None:
    """Draw the section."""
    st.subheader("What is next", anchor=False)
    found = doors_steps.file_next(client_id)
    key = done_line.key_of(client_id)
    if found.next_step is None:
        st.html(f'<p class="dl-soft">{safe.html(found.why, 300)}</p>')
    else:
        _step(found.next_step, found, key, seen)
    if found.stuck is not None:
        st.html(f'<h4 class="dl-small">{STUCK}</h4>')
        _step(found.stuck, found, f"{key}-stuck", seen)
    options = _options(found)
    if options:
        # Under a key of its own each time: it closes once a talk is planned.
        shown = f"hard-{key}-{len(found.planned)}"
        with st.popover(OTHER_OPTIONS, key=shown, type="tertiary"):
            _hard(options, found, key, seen)


def _step(step: NextStep, found: FileNext, key: str, seen: View) -> None:
    client = found.client
    with st.container(border=True, key=f"next-{key}", gap="small"):
        terms_html = ""
        if step.step in BACK:
            terms_html = _terms_html(found.client.client_id, seen)
        st.html(_told_html(step, seen, terms_html))
        with st.container(horizontal=True, gap="xsmall", key=f"acts-next-{key}"):
            email = doors.emails((client.client_id,)).get(client.client_id)
            step_offer.show(
                step, key, found.blanks, email=email, service=client.service
            )
            chosen = step_offer.chosen(step, key)
            if chosen != "let_be":
                _act_on(chosen, found, key, seen)
            # Of one client there is one concern, or none.
            if step is found.next_step and step.alternatives:
                with st.popover("No concern because …", key=f"aside-{key}"):
                    _aside_form(client.client_id, key)


def _told_html(step: NextStep, seen: View, terms_html: str) -> str:
    due_html = safe.html(words.due(step.due, seen.today))
    when_html = f"look again {due_html}" if step.kind == "rest" else due_html
    title_html = safe.html(doors_steps.title(step.step))
    return (
        f'<div class="dl-step"><p><b>{title_html}</b> '
        f'<span class="dl-soft">{when_html}</span></p>'
        f"<p>{safe.html(step.why, 300)}</p>{terms_html}</div>"
    )


def _terms_html(client_id: str, seen: View) -> str:
    """Return on what terms they come back, if somebody said so; else nothing."""
    standings = doors_contacts.of_client(client_id).standings
    if not standings or standings[-1].may_return != "terms":
        return ""
    came_at = doors_client.row(client_id)["last_attended_at"]
    if not pd.isna(came_at):
        came = local_day(came_at, seen.zone)
        if came > standings[-1].from_date:
            return ""
    terms_html = seen.typed(standings[-1].terms or "", A_LINE)
    return f'<p class="dl-soft">The terms: {terms_html}</p>'


def _act_on(chosen: str, found: FileNext, key: str, seen: View) -> None:
    client_id = found.client.client_id
    st.button(
        "Done today", key=f"next-done-{key}", on_click=_done, args=(client_id, chosen)
    )
    planned = next((one for one in found.planned if one.step == chosen), None)
    # What is done today is not planned for another day.
    if planned is None and found.due.get(chosen, seen.today) > seen.today:
        with st.popover("Plan it", key=f"next-plan-{key}"):
            _plan_form(chosen, found, key, seen)


def _plan_form(chosen: str, found: FileNext, key: str, seen: View) -> None:
    due = found.due.get(chosen, seen.today)
    day = st.date_input(
        "By which day",
        due,
        min_value=due if chosen in _options(found) else seen.today,
        max_value=seen.today + FURTHEST_AHEAD,
        key=f"plan-day-{key}-{chosen}",
        format="YYYY-MM-DD",
    )
    st.button(
        "Plan it for this day",
        key=f"plan-keep-{key}-{chosen}",
        on_click=_plan,
        args=(found.client.client_id, chosen, day),
    )


def _aside_form(client_id: str, key: str) -> None:
    picked = f"next-aside-{key}"
    st.pills(
        "No concern because",
        list(client_card.NO_CONCERN),
        key=picked,
        on_change=_aside_picked,
        args=(client_id, picked),
    )
    st.caption("Driftline looks again in four weeks.")


def _options(found: FileNext) -> tuple[str, ...]:
    """Return the hard steps that stand beside what is proposed."""
    both = (found.next_step, found.stuck)
    return tuple(dict.fromkeys(key for one in both if one for key in one.other_options))


def _hard(options: tuple[str, ...], found: FileNext, key: str, seen: View) -> None:
    st.caption(CALM)
    offered = doors_steps.titles(options)
    chosen = st.pills(
        "A talk to think about",
        list(offered),
        format_func=offered.__getitem__,
        key=f"hard-which-{key}",
    )
    if chosen is None:
        return
    due = words.day(found.due[chosen], today=seen.today)
    st.html(f'<p class="dl-soft">Not before {safe.html(due)}.</p>')
    step_words.show(key, chosen, found.blanks, service=found.client.service)
    _plan_form(chosen, found, f"hard-{key}", seen)


@notices.said
def _done(client_id: str, step: str) -> None:
    database, today, now = doors.database(), doors.local_today(), state.now()
    planned = doors_steps.file_next(client_id).planned
    plan = next((one for one in planned if one.step == step), None)
    if plan is None:
        entry = entries.add_follow_up(database, client_id, step=step, on=today, now=now)
    else:
        entry = follow_ups.take(database, plan.entry_id, on=today, now=now)
    file_done.keep(entry, client_id, f"{doors_steps.title(step)}: done today.")


@notices.said
def _plan(client_id: str, step: str, day: dt.date) -> None:
    today = doors.local_today()
    entry = planning.plan(
        doors.database(),
        doors.as_of(),
        client_id,
        step,
        on=today,
        due=day,
        now=state.now(),
    )
    said = words.day(day, today=today)
    file_done.keep(entry, client_id, f"{doors_steps.title(step)}: planned for {said}.")


@notices.said
def _aside_picked(client_id: str, picked: str) -> None:
    reason = st.session_state[picked]
    if not reason:
        return
    today = doors.local_today()
    entry = entries.set_aside(
        doors.database(),
        client_id,
        from_date=today,
        until_date=today + client_card.LOOK_AGAIN,
        reason=reason,
        now=state.now(),
    )
    file_done.keep(entry, client_id, "That there is no concern was kept.")
