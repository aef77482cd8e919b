"""What was entered by hand about a client, in words: what is ours, and what was typed.

The two are kept apart, so that a page can leave out what people typed: it may hold
names.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from analytics.playbook import STEPS
from analytics.store.answers import STEP as ANSWER
from analytics.words import sentence, short_day

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Mapping

    from analytics.facts.contacts import Contact, Remark
    from analytics.store.entries import Entry


class Said(NamedTuple):
    """One entry in words."""

    what: str
    """In our own words."""
    typed: str = ""
    """In the words of whoever entered it; a page makes them safe or leaves them out."""


STANDINGS: Final = {
    "active": "With you",
    "paused": "Paused",
    "completed": "Finished",
    "handed_over": "Handed over",
    "ended_by_agreement": "Ended by agreement",
    "ended_by_client": "Ended by the client",
    "ended_by_coach": "Ended by the coach",
    "drifted": "Went quiet",
    "unknown": "Not known",
}

OUTCOMES: Final = {
    "attended": "came",
    "no_show": "did not come",
    "late_cancelled": "cancelled late",
    "cancelled": "cancelled in time",
    "cancelled_by_coach": "cancelled by the coach",
    "rescheduled": "moved",
    "scheduled": "booked",
    "unknown": "not known",
}

REMARKS: Final = {
    "worried": "A worry was noted",
    "wants_to_stop": "They would like to stop",
    "why": "What is behind it",
}

RESULTS: Final = {
    "answered": "an answer came",
    "no_answer": "no answer so far",
    "booked": "they booked",
    "paused": "they would like a pause",
    "wants_to_stop": "they would like to stop",
    "agreed": "something was agreed",
    "new_goal": "a new goal came of it",
    "not_needed": "it was not needed",
    "other": "something else came of it",
}

CHANNELS: Final = {
    "email": "by e-mail",
    "message": "by message",
    "phone": "by phone",
    "video": "by video",
    "in_person": "in person",
    "other": "in another way",
}

REASONS: Final = {
    "time": "time",
    "overwhelm": "too much at once",
    "slot": "the day or the hour",
    "money": "money",
    "no_progress": "no progress felt",
    "trust": "trust",
    "life": "life",
    "fear_of_judgement": "the fear of being judged",
    "other": "something else",
}

EVENTS: Final = {
    "win": "A win on the way",
    "reached": "Goal reached",
    "let_go": "Goal let go",
}


def said(entry: Entry, about: Mapping[str, str], today: dt.date) -> Said:
    """Return an entry in words.

    Parameters
    ----------
    about
        What a session or a promise is called, by its id: its day, its words.
    today
        The day looked at: its year is left out.
    """
    return SAYING[entry.kind](entry, about, today)


def contact(one: Contact) -> Said:
    """Return a step that was taken, how, who wrote last and what came of it."""
    how = CHANNELS.get(one.channel or "")
    last = {"coach": "you wrote last", "client": "they wrote last"}
    parts = [
        f"{step_said(one.step)}, {how}" if how else step_said(one.step),
        RESULTS.get(one.result or "") or last.get(one.wrote_last or ""),
        f"what is behind it: {REASONS[one.why]}" if one.why in REASONS else None,
    ]
    return Said("; ".join(part for part in parts if part), one.note or "")


def remark(one: Remark) -> Said:
    """Return something that a client said or a coach noticed."""
    what = REMARKS.get(one.kind, "Noted")
    why = f": {REASONS[one.why]}" if one.why in REASONS else ""
    return Said(f"{what}{why}", one.note or "")


def step_said(step: str) -> str:
    """Return a step's title; of one that is no step of ours its own words."""
    known = STEPS.get(step)
    return known.title if known else sentence(step.replace("_", " ").strip())


def _standing(entry: Entry, _about: Mapping[str, str], today: dt.date) -> Said:
    until = f" until {_day(entry.until_date, today)}" if entry.until_date else ""
    return Said(f"{STANDINGS[entry.what]}{until}", entry.reason or "")


def _away(entry: Entry, _about: Mapping[str, str], today: dt.date) -> Said:
    first = _day(entry.from_date, today)
    back = f", back on {_day(entry.until_date, today)}" if entry.until_date else ""
    return Said(f"Away from {first}{back}", entry.reason or "")


def _contact(entry: Entry, _about: Mapping[str, str], _today: dt.date) -> Said:
    told = RESULTS.get(entry.reason or "")
    if entry.what == ANSWER:
        return Said(f"What came of it: {told or 'something else'}")
    taken = f"Step taken: {step_said(entry.what)}"
    return Said(
        f"{taken}; {told}" if told else taken, "" if told else entry.reason or ""
    )


def _aside(entry: Entry, _about: Mapping[str, str], today: dt.date) -> Said:
    until = f" until {_day(entry.until_date, today)}" if entry.until_date else ""
    return Said(f"No concern{until}", entry.reason or "")


def _outcome(entry: Entry, about: Mapping[str, str], _today: dt.date) -> Said:
    of = about.get(entry.about_id or "")
    session = f"Session of {of}" if of else "A session"
    return Said(f"{session}: {OUTCOMES[entry.what]}", entry.reason or "")


def _view(entry: Entry, about: Mapping[str, str], _today: dt.date) -> Said:
    of = about.get(entry.about_id or "")
    session = f" of the session of {of}" if of else ""
    return Said(f"Your view{session}: {entry.reason or 'left open'}")


def _not_to_score(entry: Entry, _about: Mapping[str, str], _today: dt.date) -> Said:
    return Said("Asked to be on no list", entry.reason or "")


def _reminded(entry: Entry, about: Mapping[str, str], _today: dt.date) -> Said:
    of = about.get(entry.about_id or "")
    return Said(f"Reminder{f' for {of}' if of else ''}", entry.what)


def _planned(entry: Entry, _about: Mapping[str, str], today: dt.date) -> Said:
    due = f", by {_day(entry.until_date, today)}" if entry.until_date else ""
    return Said(f"Planned: {step_said(entry.what)}{due}", entry.reason or "")


def _remark(entry: Entry, _about: Mapping[str, str], _today: dt.date) -> Said:
    what, told = REMARKS.get(entry.what, "Noted"), REASONS.get(entry.reason or "")
    return Said(f"{what}: {told}") if told else Said(what, entry.reason or "")


def _goal(entry: Entry, _about: Mapping[str, str], today: dt.date) -> Said:
    what = "Goal, in other words" if entry.about_id else "A goal"
    until = f", until {_day(entry.until_date, today)}" if entry.until_date else ""
    return Said(f"{what}{until}", entry.what)


def _goal_event(entry: Entry, _about: Mapping[str, str], _today: dt.date) -> Said:
    return Said(EVENTS.get(entry.what, "Goal"), entry.reason or "")


def _promise(entry: Entry, _about: Mapping[str, str], today: dt.date) -> Said:
    due = f", by {_day(entry.until_date, today)}" if entry.until_date else ""
    return Said(f"A promise{due}", entry.what)


def _promise_result(entry: Entry, about: Mapping[str, str], _today: dt.date) -> Said:
    what = "Promise kept" if entry.what == "done" else "Promise let go"
    return Said(what, about.get(entry.about_id or "", ""))


def _to_come(entry: Entry, _about: Mapping[str, str], today: dt.date) -> Said:
    on = f" on {_day(entry.until_date, today)}" if entry.until_date else ""
    return Said(f"The next session is to be{on}")


def _remember(entry: Entry, _about: Mapping[str, str], _today: dt.date) -> Said:
    if not entry.reason:
        return Said("The line to remember was emptied")
    return Said("To remember", entry.reason)


def _agreement(entry: Entry, _about: Mapping[str, str], today: dt.date) -> Said:
    review = (
        f", to look at again on {_day(entry.until_date, today)}"
        if entry.until_date
        else ""
    )
    first = _day(entry.from_date, today)
    return Said(f"Agreement from {first}{review}", entry.reason or "")


def _accepted(_entry: Entry, _about: Mapping[str, str], _today: dt.date) -> Said:
    return Said("The agreement was accepted")


def _fee(entry: Entry, about: Mapping[str, str], _today: dt.date) -> Said:
    of = about.get(entry.about_id or "")
    what = "Fee waived" if entry.what == "waived" else "Fee noted"
    return Said(f"{what}{f' for {of}' if of else ''}", entry.reason or "")


def _day(day: dt.date, today: dt.date) -> str:
    return short_day(day, today=today)


SAYING: Final[Mapping[str, Callable[[Entry, Mapping[str, str], dt.date], Said]]] = {
    "endings": _standing,
    "absences": _away,
    "follow_ups": _contact,
    "set_asides": _aside,
    "confirmations": _outcome,
    "pulses": _view,
    "no_scoring": _not_to_score,
    "reminder_taps": _reminded,
    "planned_steps": _planned,
    "remarks": _remark,
    "goals": _goal,
    "goal_events": _goal_event,
    "promises": _promise,
    "promise_results": _promise_result,
    "next_agreed": _to_come,
    "remember_lines": _remember,
    "agreements": _agreement,
    "agreement_acceptances": _accepted,
    "fee_decisions": _fee,
}
"""By the table an entry stands in; a test holds it to ``entries.TABLES``."""
