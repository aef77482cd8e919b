"""A fair test on the page Reminders: planned, started, looked at, ended, kept."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

import streamlit as st

from analytics.errors import PracticeError
from analytics.reminders.trial import plan_file, planner, running, words
from analytics.reminders.trial import report as reporting
from analytics.reminders.trial.status import Decision
from pages.shared import chart_card, doors, doors_trial, notices, safe, state
from pages.shared import words as said_words
from pages.shared.state import Key

if TYPE_CHECKING:
    from collections.abc import Iterable

    from analytics.reminders.trial.checks import Check
    from analytics.reminders.trial.planner import Unit
    from analytics.reminders.trial.running import Proposal, Wish
    from analytics.reminders.trial.status import Status
    from analytics.store.trials import Trial

A_PARAGRAPH: Final = 900

WHAT: Final = (
    "Chance decides whose bookings get what, so that nothing else can explain a "
    "difference. You may look as often as you like, and stop whenever you like."
)

UNITS: Final[dict[Unit, str]] = {
    "client": "each client",
    "week": "whole weeks",
    "service": "whole services",
}

OF_CLIENTS: Final = (
    "Half of your clients get an extra word before each booking, which Today lists. "
    "The reminders of your scheduling tool stay the same for everybody."
)

OF_UNITS: Final = (
    "For what a setting of your scheduling tool sends: switch it by the lot. What is "
    "sent in one {unit} must not work on in the next."
)

_BECAME: Final = {
    "missed": "were missed",
    "cancelled_or_moved": "were cancelled in time or moved",
    "took_place": "took place as booked",
}

WORTH: Final = "Fewer missed in 100 that would be worth the work"


def show() -> None:
    """Draw the section."""
    st.header("A fair test", anchor=False)
    try:
        doors_trial.draw_who_is_new()
        tests = doors_trial.tests()
        if tests:
            latest = next((one for one in tests if one.stop_day is None), tests[0])
            _stands(doors_trial.status(latest.trial_id))
            if latest.stop_day is None:
                return
    except PracticeError as error:
        notices.failed(error)
        return
    if not tests:
        _planner()
        return
    with st.expander("Plan another test"):
        _planner()


# -- to plan and to start ---------------------------------------------------------


def _planner() -> None:
    st.markdown(WHAT)
    wish = _wish()
    if st.button("How long would it take?", key="plan-test"):
        st.session_state[Key.PLAN] = None
        try:
            with st.spinner("Working it out from your own sessions …"):
                st.session_state[Key.PLAN] = (wish, doors_trial.propose(wish))
        except PracticeError as error:
            # That no test can tell anything is an answer, too.
            st.info(safe.md(error, A_PARAGRAPH), icon=":material/info:")
    asked, made = st.session_state.get(Key.PLAN) or (None, None)
    if made is not None and asked == wish:
        _proposed(made)


def _wish() -> Wish:
    today = doors.local_today()
    usual = planner.usual_worth(doors_trial.past().base_rate)
    unit: Unit = st.segmented_control(
        "Drawn by lot",
        list(UNITS),
        default="client",
        format_func=UNITS.__getitem__,
        key="test-unit",
        required=True,
    )
    st.caption(OF_CLIENTS if unit == "client" else OF_UNITS.format(unit=unit))
    arm_a, arm_b = running.ARM_A, running.ARM_B
    with st.container(horizontal=True, vertical_alignment="bottom", key="test-plan"):
        starts_on = st.date_input(
            "First day",
            today + dt.timedelta(days=7 - today.weekday()),
            min_value=today + dt.timedelta(days=1),
            key="test-start",
            format="YYYY-MM-DD",
            width=180,
        )
        worth = st.number_input(
            WORTH, 1, 50, round(usual * 100), key="test-worth", width=360
        )
    if unit != "client":
        arm_a = st.text_input("The way it is now", arm_a, key="test-a", max_chars=60)
        arm_b = st.text_input("The way to try", arm_b, key="test-b", max_chars=60)
    return running.Wish(
        starts_on=starts_on,
        unit=unit,
        worth=worth / 100,
        arm_a=arm_a.strip() or running.ARM_A,
        arm_b=arm_b.strip() or running.ARM_B,
    )


def _proposed(made: Proposal) -> None:
    """Draw what the planner found, the plan's file, and the button that starts it."""
    plan = made.plan
    with st.container(border=True, key="proposal"):
        st.subheader(
            f"About {said_words.counted(plan.planned_weeks, 'week')}", anchor=False
        )
        _sentences(words.proposal(plan, made.past, made.outlook))
        with st.expander("When it ends, decided before the start"):
            _sentences(words.rules(plan))
        st.markdown(
            "Save the plan first: it holds the seed from which every arm follows, and "
            "a hash by which anybody can check later that nothing was changed."
        )
        with st.container(horizontal=True, key="start-test"):
            _save_plan(plan_file.content(plan), plan.trial_id)
            st.button(
                "Start this test",
                type="primary",
                key="start",
                on_click=_start,
                args=(made,),
            )
        st.caption(f"SHA-256 {plan_file.hash_of(plan_file.canonical(plan))}")


@notices.said
def _start(made: Proposal) -> None:
    sha256 = plan_file.hash_of(plan_file.canonical(made.plan))
    database = doors.database()
    running.set_up(database, made.plan, sha256, doors.as_of(), state.now())
    st.session_state[Key.PLAN] = None
    st.toast("The plan is kept, and the lot is drawn.", icon=":material/check:")


# -- how it stands ------------------------------------------------------------------


def _stands(found: Status) -> None:
    if found.decision is Decision.NOT_STARTED:
        st.markdown(safe.md(words.sentence(found), A_PARAGRAPH))
    else:
        is_dark = state.is_dark()
        card = doors_trial.sequence(found.trial.trial_id, dark=is_dark)
        chart_card.show(card, level=3)
        st.html(_outcomes(found))
        _sentences(filter(None, [words.per_protocol(found), *words.left_out(found)]))
        st.html(_checks(found.checks))
    with st.expander("What was agreed before the start"):
        _sentences([_agreed(found), *words.rules(found.plan)])
        st.caption(f"SHA-256 of the plan: {found.trial.plan_sha256}")
    _tools(found)


def _agreed(found: Status) -> str:
    plan = found.plan
    return (
        f"From {plan.starts_on} on, drawn by lot: {UNITS[plan.unit]}. Arm a is "
        f"{plan.arm_a} ({found.drawn['a']} drawn), arm b is {plan.arm_b} "
        f"({found.drawn['b']} drawn). The effect worth having is "
        f"{words.points(plan.worth)} fewer missed in 100; planned until "
        f"{plan.planned_end}."
    )


def _outcomes(found: Status) -> str:
    """Return what became of the sessions in both arms, as HTML."""
    plan = found.plan
    heads = "".join(
        f'<th scope="col">{safe.html(head)}</th>'
        for head in (
            "Sessions that",
            plan.arm_a,
            plan.arm_b,
            "b less a, in 100 sessions",
        )
    )
    rows = "".join(
        f'<tr><th scope="row">{safe.html(_BECAME[key])}</th>'
        f"<td>{words.counts(look.a)}</td><td>{words.counts(look.b)}</td>"
        f"<td>{words.short_span(look) or 'too early to say'}</td></tr>"
        for key, look in found.outcomes.items()
    )
    return (
        '<h3 class="dl-small">What became of the sessions, as drawn</h3>'
        '<div class="dl-scroll" tabindex="0" role="region" '
        'aria-label="What became of the sessions"><table class="dl-table dl-arms">'
        f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _checks(checks: Iterable[Check]) -> str:
    marks = {True: "Fine", False: "Look at this", None: "Not known yet"}
    rows = "".join(
        f"<li><b>{marks[one.is_fine]}:</b> {safe.html(one.text, A_PARAGRAPH)}</li>"
        for one in checks
    )
    return (
        '<h3 class="dl-small">Looked at each time, so that nothing misleads</h3>'
        f'<ul class="dl-checks">{rows}</ul>'
    )


def _tools(found: Status) -> None:
    def report() -> bytes:
        return reporting.html(found).encode()

    plan, trial = found.plan, found.trial
    with st.container(
        horizontal=True, vertical_alignment="center", gap="small", key="test-tools"
    ):
        st.download_button(
            "Save the report",
            data=report,
            file_name=f"fair-test-{plan.starts_on}.html",
            mime="text/html",
            on_click="ignore",
            key="save-report",
        )
        _save_plan(plan_file.content(plan), trial.trial_id)
        if trial.stop_day is None:
            with st.popover("End this test"):
                _end(trial)
            st.page_link("today.py", label="Whom an extra word is due for")


def _end(trial: Trial) -> None:
    st.markdown(
        "Sessions from today on no longer count, and nobody is drawn any more. This "
        "cannot be taken back; the report stays."
    )
    reason = st.text_input("Why, for the report", key="end-why", max_chars=120)
    st.button("End it today", key="end-test", on_click=_ended, args=(trial, reason))


@notices.said
def _ended(trial: Trial, reason: str) -> None:
    because = reason.strip() or None
    running.stop(doors.database(), trial.trial_id, state.now(), because)
    st.toast("The test has ended.", icon=":material/check:")


def _save_plan(content: str, trial_id: str) -> None:
    st.download_button(
        "Save the plan",
        data=content.encode(),
        file_name=f"plan-{trial_id.removeprefix('t-')}.json",
        mime="application/json",
        on_click="ignore",
        key=f"save-plan-{trial_id}",
    )


def _sentences(texts: Iterable[str]) -> None:
    listed = "".join(f"<li>{safe.html(one, A_PARAGRAPH)}</li>" for one in texts if one)
    if listed:
        st.html(f'<ul class="dl-checks">{listed}</ul>')
