"""One session and the answers to "who came?": a key each, kept at once, with undo.

The first session that is still open on a page is unfolded and listens to the keys 1
to 7; the others show the two commonest answers.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import streamlit as st

from analytics.contracts import Outcome
from analytics.store import entries, outcomes, pulses
from analytics.store.outcomes import Said
from pages.shared import after_session, done_line, doors, notices, safe, state, words
from pages.shared.state import Key

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from analytics.quality.questions import Unvouched
    from pages.shared.after_session import Session
    from pages.shared.view import View

EXCUSED: Final = "Excused"

ANSWERS: Final = {
    "Came": (Outcome.ATTENDED, "came."),
    "Did not come": (Outcome.NO_SHOW, "did not come."),
    "Cancelled late": (Outcome.LATE_CANCELLED, "cancelled late."),
    "Cancelled in time": (Outcome.CANCELLED, "cancelled in time."),
    EXCUSED: (Outcome.NO_SHOW, "is excused."),
    "I cancelled": (Outcome.CANCELLED_BY_COACH, "was cancelled by you."),
    "Nobody knows": (Outcome.UNKNOWN, "is kept as not known."),
}
"""What became of a session: what is kept, and how it is said after the name."""

AT_FIRST_SIGHT: Final = 2
"""Answers that are shown of a session that is not the next one."""

NO_REASON: Final = after_session.NO_REASON

REASONS: Final = ("ill", "an emergency", "travel or work", "agreed beforehand")
"""Why somebody is excused; any other can be given on the command line."""

VIEWS: Final = ("1", "2", "3", "4", "5")


@dataclass(frozen=True)
class Marked:
    """What was said of a session on this visit."""

    session_id: str
    name: str
    starts_at: dt.datetime
    """UTC, without a zone."""
    said: str
    """What was kept, as the end of a sentence that starts with the name."""
    entry_ids: tuple[str, ...]
    is_excused: bool = False
    pulse_id: str | None = None
    """The view that is asked for, if one is."""


def marked() -> dict[str, Marked]:
    """Return what was said on this visit, by session; a mapping to add to."""
    found: dict[str, Marked] = st.session_state.setdefault(Key.MARKED, {})
    return found


def rows(
    sessions: Sequence[Unvouched],
    reasons: Mapping[str, str],
    seen: View,
    *,
    unfolded: str | None = None,
    with_form: bool = False,
) -> None:
    """Draw sessions; what was said of one stands where its answers stood.

    Parameters
    ----------
    reasons
        What hangs on the answer, by session.
    unfolded
        The session that shows all answers and listens to their keys.
    with_form
        Whether the form for all that is said after a session is offered.
    """
    for session in sessions:
        if session.session_id in marked():
            _done(marked()[session.session_id], seen)
        else:
            _open(
                session,
                reasons.get(session.session_id, ""),
                seen,
                is_unfolded=session.session_id == unfolded,
                with_form=with_form,
            )


def all_came(sessions: Sequence[Unvouched], key: str, label: str) -> None:
    """Draw the button that says of all sessions still open here that they came."""
    left = [one for one in sessions if one.session_id not in marked()]
    if len(left) > 1:
        text = label.format(count=words.number(len(left)))
        st.button(text, key=key, on_click=_mark_all, args=(left,))


def up_to_open(sessions: Sequence[Unvouched], most: int) -> list[Unvouched]:
    """Return the sessions up to the one with which so many are open, from the first.

    Answered ones stay where they stood and count as none.
    """
    count = 0
    shown = []
    for session in sessions:
        count += session.session_id not in marked()
        if count > most:
            break
        shown.append(session)
    return shown


def first_open(sessions: Sequence[Unvouched]) -> str | None:
    """Return the first session of which nothing was said yet."""
    ids = (one.session_id for one in sessions)
    return next((one for one in ids if one not in marked()), None)


def _open(
    session: Unvouched, why: str, seen: View, *, is_unfolded: bool, with_form: bool
) -> None:
    if with_form and after_session.is_open(session):
        after_session.form(session, seen, _kept_by_form)
        return
    key = done_line.key_of(session.session_id)
    now = " dl-now" if is_unfolded else ""
    with st.container(
        border=True,
        gap="xsmall",
        key=f"session-{key}",
        horizontal=not is_unfolded,
        vertical_alignment="center",
    ):
        st.html(
            f'<div class="dl-session{now}">{_told(session, why, seen)}</div>',
            width="stretch",
        )
        with st.container(
            horizontal=True,
            gap="xsmall",
            key=f"acts-session-{key}",
            width="stretch" if is_unfolded else "content",
        ):
            shown = list(ANSWERS) if is_unfolded else list(ANSWERS)[:AT_FIRST_SIGHT]
            for number, answer in enumerate(shown, 1):
                _answer_button(session, answer, key, str(number) * is_unfolded)
            if not is_unfolded:
                with st.popover("Something else", key=f"else-{key}"):
                    for answer in list(ANSWERS)[AT_FIRST_SIGHT:]:
                        _answer_button(session, answer, key)
            if with_form and after_session.is_recent(session):
                after_session.button(session)


def _answer_button(
    session: Unvouched, answer: str, key: str, shortcut: str = ""
) -> None:
    st.button(
        answer,
        key=f"said-{key}-{list(ANSWERS).index(answer)}",
        shortcut=shortcut or None,
        on_click=_mark,
        args=(session, answer),
    )


def _told(session: Unvouched, why: str, seen: View) -> str:
    at = words.moment(session.starts_at, seen.zone, today=seen.today)
    who_html = " · ".join(
        safe.html(part) for part in (session.service, session.coach) if part
    )
    so_far = "counts as attended" if session.taken_for == "attended" else "not known"
    return (
        f'<p><b class="dl-name">{seen.name(session.name)}</b>, {safe.html(at)}</p>'
        f'<p class="dl-soft">{who_html}{" · " if who_html else ""}so far {so_far}</p>'
        f"{f'<p>{safe.html(why, 300)}</p>' if why else ''}"
    )


def _done(done: Marked, seen: View) -> None:
    key = done_line.key_of(done.session_id)
    with st.container(
        border=True, horizontal=True, vertical_alignment="center", key=f"done-{key}"
    ):
        st.html(
            f'<p class="dl-done"><b class="dl-name">{seen.name(done.name)}</b> '
            f"{safe.html(done.said)} "
            f'<span class="dl-soft">{seen.short_day(done.starts_at)}</span></p>'
        )
        if done.is_excused:
            st.pills(
                "Why?",
                REASONS,
                key=f"why-{key}",
                on_change=_excuse,
                args=(done, f"why-{key}"),
            )
        if done.pulse_id is not None:
            _pulse(done.pulse_id, key)
        st.button("Undo", key=f"undo-{key}", on_click=_undo, args=(done,))


def _pulse(pulse_id: str, key: str) -> None:
    """Ask for the coach's view: two taps, both optional, once a fortnight a client."""
    for field, question in (
        ("engaged", "How engaged were they?"),
        ("goal_progress", "Progress towards the goal?"),
    ):
        picked = f"pulse-{field}-{key}"
        st.segmented_control(
            question,
            VIEWS,
            key=picked,
            help="1 is hardly, 5 is very much. Only you see it; skip it as you like.",
            on_change=_view,
            args=(pulse_id, field, picked),
        )


def _kept_by_form(session: Session, said: str, made: Sequence[str]) -> None:
    marked()[session.session_id] = Marked(
        session.session_id, session.name, session.starts_at, said, tuple(made)
    )


@notices.said
def _mark(session: Unvouched, answer: str) -> None:
    _keep([session], answer)
    if ANSWERS[answer][0] is Outcome.ATTENDED:
        pulse_id = pulses.ask(
            doors.database(),
            session.session_id,
            on=doors.local_today(),
            now=state.now(),
        )
        if pulse_id is not None:
            done = marked()[session.session_id]
            marked()[session.session_id] = replace(
                done, pulse_id=pulse_id, entry_ids=(*done.entry_ids, pulse_id)
            )


@notices.said
def _mark_all(sessions: Sequence[Unvouched]) -> None:
    _keep(sessions, next(iter(ANSWERS)))


def _keep(sessions: Sequence[Unvouched], answer: str) -> None:
    outcome, said = ANSWERS[answer]
    is_excused = answer == EXCUSED
    excused = NO_REASON if is_excused else None
    made = outcomes.confirm(
        doors.database(),
        [Said(one.session_id, outcome, excused) for one in sessions],
        on=doors.local_today(),
        now=state.now(),
    )
    for session, entry_id in zip(sessions, made, strict=True):
        ahead = session.starts_at > doors.as_of().instant
        later = " It counts once an export covers that day." if ahead else ""
        marked()[session.session_id] = Marked(
            session.session_id,
            session.name,
            session.starts_at,
            said + later,
            (entry_id,),
            is_excused=is_excused,
        )
    st.toast("Kept.", icon=":material/check:")


@notices.said
def _excuse(done: Marked, picked: str) -> None:
    """Keep why somebody is excused: a newer word stands over the older one."""
    reason = st.session_state[picked]
    if not reason:
        return
    made = outcomes.confirm(
        doors.database(),
        [Said(done.session_id, Outcome.NO_SHOW, reason)],
        on=doors.local_today(),
        now=state.now(),
    )
    marked()[done.session_id] = replace(
        done, said=f"is excused: {reason}.", entry_ids=(*done.entry_ids, *made)
    )
    st.toast("Kept.", icon=":material/check:")


@notices.said
def _view(pulse_id: str, field: str, picked: str) -> None:
    chosen = st.session_state[picked]
    if not chosen:
        return
    view = int(chosen)
    if field == "engaged":
        pulses.answer(doors.database(), pulse_id, engaged=view)
    else:
        pulses.answer(doors.database(), pulse_id, goal_progress=view)
    st.toast("Kept.", icon=":material/check:")


@notices.said
def _undo(done: Marked) -> None:
    entries.withdraw_all(doors.database(), done.entry_ids, now=state.now())
    del marked()[done.session_id]
    st.toast("Taken back.", icon=":material/undo:")
