"""Was it them? What meeting reports leave open, answered with one press, with undo."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import streamlit as st

from analytics.contracts import Outcome
from analytics.importing import evidence
from analytics.store import entries, outcomes
from analytics.store.outcomes import Said
from pages.shared import done_line, doors, notices, safe, state, words
from pages.shared.state import Key

if TYPE_CHECKING:
    from analytics.importing.evidence import Question
    from analytics.importing.evidence import Shown as MeetingResult
    from pages.shared.view import View

AT_ONCE: Final = 5

RESULTS_SHOWN: Final = 50

WHY: Final = (
    "Your meeting reports show people whom the name or the address does not tell for "
    "certain, or say something else than your file. Nothing is guessed: skip whatever "
    "you like."
)

IN_THE_FILE: Final = {
    Outcome.ATTENDED: "that they came",
    Outcome.NO_SHOW: "that they did not come",
    Outcome.LATE_CANCELLED: "that they cancelled late",
    Outcome.CANCELLED: "that they cancelled",
    Outcome.CANCELLED_BY_COACH: "that you cancelled",
}


@dataclass(frozen=True)
class _Answered:
    """What was said of a question on this visit."""

    question: Question
    said: str
    """The end of a sentence that starts with the name."""
    entry_id: str
    is_outcome: bool
    """Whether it was kept as a word about the session, not about the meeting."""


def show(seen: View) -> None:
    """Draw the questions, if reports leave any open."""
    left = doors.meeting_questions()
    answered = _answered()
    if not left and not answered:
        return
    st.header("Was it them?", anchor=False)
    st.markdown(WHY)
    with st.container(gap="xsmall", key="meetings"):
        for done in answered.values():
            _done(done, seen)
        for question in left[:AT_ONCE]:
            _open(question, seen)
    if len(left) > AT_ONCE:
        more = words.counted(len(left) - AT_ONCE, "more question")
        st.caption(f"and {more}, once these are answered")


def results(seen: View) -> None:
    """Draw what the reports show of the latest sessions, folded."""
    found = doors.meeting_results(RESULTS_SHOWN)
    if not found:
        return
    rows_html = "".join(f"<li>{_result(one, seen)}</li>" for one in found)
    count = words.counted(len(found), "session")
    with st.expander(f"What your meeting reports show ({count})"):
        st.html(f'<ul class="dl-results">{rows_html}</ul>')


def _result(one: MeetingResult, seen: View) -> str:
    """Return one session's line, as HTML."""
    at = words.moment(one.starts_at, seen.zone, today=seen.today)
    parts = [
        (one.minutes, "there for {}"),
        (one.minutes_late, "{} late"),
        (one.minutes_early_leave, "left {} early"),
    ]
    said = [
        text.format(words.counted(minutes, "minute"))
        for minutes, text in parts
        if minutes
    ]
    if one.outcome is not Outcome.ATTENDED:
        said = ["not seen"]
    if not one.is_used:
        said.append("what your file or you say stands")
    return (
        f'<b class="dl-name">{seen.name(one.client)}</b>, {safe.html(at)}: '
        f"{safe.html(', '.join(said), 200)}"
    )


def _answered() -> dict[str, _Answered]:
    found: dict[str, _Answered] = st.session_state.setdefault(Key.MEETINGS, {})
    return found


def _key(question: Question) -> str:
    names = (question.session_id, question.meeting_key, question.person_id)
    return done_line.key_of("|".join(names))


def _open(question: Question, seen: View) -> None:
    key = _key(question)
    with st.container(border=True, gap="xsmall", key=f"meeting-{key}"):
        st.html(f'<div class="dl-session">{_told(question, seen)}</div>')
        with st.container(horizontal=True, gap="xsmall", key=f"acts-meeting-{key}"):
            if question.why == "contradiction":
                _which_is_right(question, key)
            else:
                st.button(
                    "Yes, it was",
                    key=f"yes-{key}",
                    on_click=_answer,
                    args=(question, "yes", "was in that meeting."),
                )
                st.button(
                    "No, somebody else",
                    key=f"no-{key}",
                    on_click=_answer,
                    args=(question, "no", "was not the person in that meeting."),
                )


def _which_is_right(question: Question, key: str) -> None:
    came = question.report_says is Outcome.ATTENDED
    st.button(
        "They were there" if came else "They did not come",
        key=f"report-{key}",
        on_click=_confirm,
        args=(question,),
    )
    st.button(
        "The file is right",
        key=f"file-{key}",
        on_click=_answer,
        args=(question, "no", "stays as the file has it."),
    )


def _told(question: Question, seen: View) -> str:
    at = words.moment(question.starts_at, seen.zone, today=seen.today)
    what_html = " · ".join(
        safe.html(part) for part in (question.service, question.coach) if part
    )
    return (
        f'<p><b class="dl-name">{seen.name(question.client)}</b>, {safe.html(at)}</p>'
        f'<p class="dl-soft">{what_html}</p>'
        f"<p>{_asked(question, seen)}</p>"
    )


def _asked(question: Question, seen: View) -> str:
    """Return the question, as HTML."""
    minutes = question.minutes
    stay = f"for {words.counted(minutes, 'minute')}" if minutes else "for a while"
    if question.why == "contradiction":
        shows = (
            f"shows them there {stay}"
            if question.report_says is Outcome.ATTENDED
            else "does not show them"
        )
        file = IN_THE_FILE.get(question.log_says, "something else")
        return safe.html(f"The meeting report {shows}; your file says {file}.", 300)
    who_html = seen.name(question.seen_as or "Somebody")
    if question.why == "several":
        return (
            f"“{who_html}” was in the meeting then {safe.html(stay)}, and more than "
            "one client fits. Was it this one?"
        )
    return f"“{who_html}” was in the meeting then {safe.html(stay)}. Was it them?"


def _done(done: _Answered, seen: View) -> None:
    key = _key(done.question)
    with st.container(
        border=True,
        horizontal=True,
        vertical_alignment="center",
        key=f"done-meeting-{key}",
    ):
        name_html = seen.name(done.question.client)
        st.html(
            f'<p class="dl-done"><b class="dl-name">{name_html}</b> '
            f"{safe.html(done.said)}</p>"
        )
        st.button("Undo", key=f"undo-meeting-{key}", on_click=_undo, args=(done,))


@notices.said
def _answer(question: Question, decision: evidence.Decision, said: str) -> None:
    entry_id = evidence.answer(
        doors.database(),
        question,
        decision,
        on=doors.local_today(),
        now=state.now(),
    )
    _keep(_Answered(question, said, entry_id, is_outcome=False))


@notices.said
def _confirm(question: Question) -> None:
    (entry_id,) = outcomes.confirm(
        doors.database(),
        [Said(question.session_id, question.report_says)],
        on=doors.local_today(),
        now=state.now(),
    )
    came = question.report_says is Outcome.ATTENDED
    said = "came." if came else "did not come."
    _keep(_Answered(question, said, entry_id, is_outcome=True))


def _keep(done: _Answered) -> None:
    _answered()[_key(done.question)] = done
    st.toast("Kept.", icon=":material/check:")


@notices.said
def _undo(done: _Answered) -> None:
    if done.is_outcome:
        entries.withdraw(doors.database(), done.entry_id, now=state.now())
    else:
        evidence.take_back(doors.database(), done.entry_id, now=state.now())
    del _answered()[_key(done.question)]
    st.toast("Taken back.", icon=":material/undo:")
