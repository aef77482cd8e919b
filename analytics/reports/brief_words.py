"""A brief in words: a minute's reading, the coach's own promises first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from analytics.contracts import Outcome
from analytics.names import initials, plain
from analytics.reports.client_report_words import BECAME, promised
from analytics.reports.digest_words import A_LINE, Line, Section
from analytics.reports.paper import Paper
from analytics.words import counted, day, moment, short_day, short_moment

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from analytics.facts.promises import Promise
    from analytics.reports.brief import Brief
    from analytics.reports.client_report import Held

LISTED: Final = 5
"""Promises of a kind that are named."""

A_TEXT: Final = 240

NOTHING_CHANGED: Final = "Nothing has changed since you last met."

_TIMES: Final = {1: "once", 2: "twice"}


def paper(found: Brief, *, is_initials: bool = False) -> Paper:
    """Return the sheet; with initials nothing typed, as that may hold a name."""
    return Paper(
        title(found, is_initials=is_initials),
        about(found),
        sections(found, is_initials=is_initials),
    )


def title(found: Brief, *, is_initials: bool = False) -> str:
    """Return what the sheet is called."""
    name = initials(found.name) if is_initials else plain(found.name)
    return f"Before you meet {name}"


def about(found: Brief) -> str:
    """Return when the next session is, as a sentence."""
    today = found.as_of.entry_day
    coach = f", with {plain(found.coach)}" if found.coach else ""
    if found.next is not None:
        at = moment(found.next.slot.starts_at, found.zone_name, today=today)
        return f"{at}{coach}."
    if found.next_agreed is not None:
        return f"Agreed for {day(found.next_agreed, today=today)}, not booked yet."
    return "Nothing is booked at the moment."


def sections(found: Brief, *, is_initials: bool = False) -> tuple[Section, ...]:
    """Return the brief, section by section; what nothing is known of is left out."""
    every = (
        _owed(found, is_initials=is_initials),
        _opening(found, is_initials=is_initials),
        _last(found),
        _open(found, is_initials=is_initials),
        Section("changed", "What changed", changed(found, is_initials=is_initials)),
        None if is_initials else _goal(found),
        None if is_initials else _remember(found),
        _review(found),
    )
    return tuple(one for one in every if one is not None)


def changed(found: Brief, *, is_initials: bool = False) -> tuple[Line, ...]:
    """Return what is different since the last session that took place."""
    said = [
        *_break(found),
        *_moved(found),
        *_done(found, is_initials=is_initials),
        *_views(found),
    ]
    return tuple(Line(text=text) for text in said or [NOTHING_CHANGED])


def became(one: Held) -> str:
    """Return what became of a session, for the coach's eyes."""
    said = BECAME.get(one.slot.outcome, "not noted yet")
    if one.slot.outcome == Outcome.ATTENDED:
        said += ", a little late" if one.slot.was_late else ""
        said += ", as booked" if one.slot.is_presumed else ""
    if one.slot.is_excused:
        said += ", excused"
    if one.moved_from:
        said += f"; moved {_times(len(one.moved_from))}"
    return said


def run_said(done: int, of: int) -> str:
    """Return after how many sessions what was promised was done; empty without any."""
    if not of:
        return ""
    if of == 1:
        return "Done after the last session that had any." * bool(done)
    return f"Done after {done} of the last {of} sessions that had any."


def _owed(found: Brief, *, is_initials: bool) -> Section | None:
    if not found.owed:
        return None
    return _listed("owed", "What you owe them", found.owed, found, is_initials)


def _open(found: Brief, *, is_initials: bool) -> Section | None:
    if not found.open and not found.run.of:
        return None
    listed = _listed("open", "What they set out to do", found.open, found, is_initials)
    notes = [listed.note, run_said(found.run.done, found.run.of)]
    note = " ".join(note for note in notes if note)
    return Section(listed.key, listed.title, listed.lines, note)


def _listed(
    key: str,
    name: str,
    those: Sequence[Promise],
    found: Brief,
    is_initials: bool,  # noqa: FBT001 - handed on
) -> Section:
    today, more = found.as_of.entry_day, len(those) - LISTED
    return Section(
        key,
        name,
        tuple(
            Line(text=promised(one, is_initials=is_initials), next=_for(one, today))
            for one in those[:LISTED]
        ),
        f"And {more:,} more." if more > 0 else "",
    )


def _for(one: Promise, today: dt.date) -> str:
    if one.due_date is None:
        return ""
    return f"for {short_day(one.due_date, today=today)}"


def _opening(found: Brief, *, is_initials: bool) -> Section:
    asked = found.opening
    text = asked.without_texts if is_initials else asked.question
    return Section("opening", "To begin with", (Line(text=text),))


def _last(found: Brief) -> Section:
    lines = tuple(
        Line(
            short_moment(
                one.slot.starts_at, found.zone_name, today=found.as_of.entry_day
            ),
            became(one),
        )
        for one in found.last
    )
    return Section(
        "last", "Last time", lines, "" if lines else "You meet for the first time."
    )


def _break(found: Brief) -> list[str]:
    if not found.is_after_a_break or found.days_since is None:
        return []
    usual = f"about {round(found.usual_days or 0):,}"
    return [f"{counted(found.days_since, 'day')} since you last met; usually {usual}."]


def _moved(found: Brief) -> list[str]:
    if found.next is None or not found.next.moved_from:
        return []
    return [f"This session was moved {_times(len(found.next.moved_from))}."]


def _done(found: Brief, *, is_initials: bool) -> list[str]:
    return [
        f"{'You have' if one.is_by_coach else 'They have'} done: "
        f"{promised(one, is_initials=is_initials)}"
        for one in found.done[:LISTED]
    ]


def _views(found: Brief) -> list[str]:
    if len(found.views) <= 1:
        return []
    now, before = found.views
    said = []
    for what, new, old in (
        ("engaged", now.engaged, before.engaged),
        ("progress", now.goal_progress, before.goal_progress),
    ):
        if new is not None and old is not None and new != old:
            said.append(f"Your view of {what}: {new} of 5, before that {old}.")
    return said


def _goal(found: Brief) -> Section | None:
    goal = found.goal
    if goal is None:
        return None
    lines = [Line(text=plain(goal.goal, A_TEXT))]
    if goal.why_it_matters:
        lines.append(Line(text=f"Why it matters: {plain(goal.why_it_matters, A_TEXT)}"))
    if goal.wins:
        lines.append(Line(text=f"Latest win: {plain(goal.wins[-1].note, A_TEXT)}"))
    return Section("goal", "Their goal, in their words", tuple(lines))


def _remember(found: Brief) -> Section | None:
    if not found.remember:
        return None
    lines = (Line(text=plain(found.remember, A_LINE)),)
    return Section("remember", "To remember", lines)


def _review(found: Brief) -> Section | None:
    if found.review_date is None:
        return None
    today = found.as_of.entry_day
    on = short_day(found.review_date, today=today)
    is_over = found.review_date < today
    said = f"You agreed to look at it again on {on}."
    if not is_over:
        said = f"To be looked at again on {on}."
    return Section("review", "Your agreement", (Line(text=said),))


def _times(count: int) -> str:
    return _TIMES.get(count, f"{count:,} times")
