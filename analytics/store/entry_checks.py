"""What an entry made by hand has to satisfy, and how a refusal is said."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, TypedDict

from analytics.contracts import Standing
from analytics.errors import BadEntryError

if TYPE_CHECKING:
    from collections.abc import Sequence

ONLY_A_PAUSE_ENDS = (
    "Only a pause has a day of return, and being with a colleague. Leave the last "
    "date out, or say that they are paused or handed over."
)
WHICH_TERMS = "Say in a few words on what terms they may come back."
WHICH_STEP = "Say which step was taken, such as: wrote a message."
WHY_NO_CONCERN = "Say in a few words why there is no concern: it is kept with the name."
NO_SUCH_ENTRY = "There is no such entry, so nothing was taken back."
AGREEMENT = (
    "What is late follows from an agreement. Take it back on the page Agreements, or "
    "with `agreement clear`."
)
NO_SUCH_STEP = (
    "There is no such step any more, so nothing was kept. Look at the file again."
)
DUE_BEFORE = "A step is due on the day it is planned, or later. Nothing was kept."
NO_SUCH_PLAN = (
    "This step is not planned any more, so nothing was kept. Look at the file again."
)
_LAST_BEFORE_FIRST = "The last date has to come after the first. Nothing was kept."

CHANNELS = ("email", "message", "phone", "video", "in_person", "other")
SIDES = ("coach", "client")
RESULTS = (
    "answered",
    "no_answer",
    "booked",
    "paused",
    "wants_to_stop",
    "agreed",
    "new_goal",
    "not_needed",
    "other",
)
"""What came of a step. Also in facts/engine/contacts_s.sql."""
REASONS = (
    "time",
    "overwhelm",
    "slot",
    "money",
    "no_progress",
    "trust",
    "life",
    "fear_of_judgement",
    "other",
)
"""What may lie behind moves and silence."""
REMARKS = ("worried", "wants_to_stop", "why")
DECIDERS = ("client", "coach", "both")
RETURNS = ("yes", "terms", "no")

OF_A_STEP = {
    "channel": (CHANNELS, "a way to be in touch"),
    "wrote_last": (SIDES, "who wrote last"),
    "why": (REASONS, "a reason"),
    "result": (RESULTS, "what came of a step"),
}
"""What may be said of a step taken, by column: the words, and what they are."""

# Long enough for a paragraph, short enough that no pasted file fits.
_MOST_LETTERS = 2000

A_LINE = 280
"""Letters of what is meant to be one line."""

A_STEP = 80
"""Letters of a step's key, or of a few words for one."""

# Outside of these a date is a slip of the finger.
_EARLIEST = dt.date(1990, 1, 1)
_FURTHEST_AHEAD = dt.timedelta(days=5 * 366)


class Said(TypedDict, total=False):
    """What may be said of a step taken."""

    channel: str | None
    """One of `entry_checks.CHANNELS`."""
    wrote_last: str | None
    """``coach`` or ``client``."""
    note: str | None
    """One line, not the messages themselves."""
    why: str | None
    """The reason learned, one of `entry_checks.REASONS`."""
    result: str | None
    """One of `entry_checks.RESULTS`."""
    next_date: dt.date | None
    """The day to be in touch again, where one was agreed."""


def check_span(first: dt.date, last: dt.date | None, now: dt.datetime) -> None:
    """Refuse days that cannot be meant, and a span that ends before it begins."""
    for day in (first, last or first):
        if not _EARLIEST <= day <= now.date() + _FURTHEST_AHEAD:
            message = f"The date {day.isoformat()} cannot be right. Check the year."
            raise BadEntryError(message)
    if last is not None and last <= first:
        raise BadEntryError(_LAST_BEFORE_FIRST)


def check_told(day: dt.date, now: dt.datetime) -> None:
    """Refuse a day that cannot be meant for something that was said or has happened."""
    check_span(day, None, now)
    check_past(day, now)


def check_past(day: dt.date, now: dt.datetime) -> None:
    """Refuse a day ahead for what has happened.

    In some zone it is tomorrow already.
    """
    if day > now.date() + dt.timedelta(days=1):
        message = f"The date {day.isoformat()} is still ahead. Nothing was kept."
        raise BadEntryError(message)


def word(typed: str | None, known: Sequence[str], what: str) -> str | None:
    """Return one of the known words, ``None`` for an empty text.

    Parameters
    ----------
    what
        What the word says, as the end of a sentence: ``a way to be in touch``.
    """
    kept = (typed or "").strip().lower().replace("-", "_").replace(" ", "_")
    if not kept:
        return None
    if kept not in known:
        shown = str(typed).replace("\0", "").strip()[:40]
        message = f"{shown!r} is not {what}. Use one of: {', '.join(known)}."
        raise BadEntryError(message)
    return kept


def line(typed: str | None, most: int = A_LINE) -> str | None:
    """Return a text as one line, ``None`` for an empty one."""
    kept = " ".join((typed or "").replace("\0", "").split())
    if len(kept) > most:
        message = (
            f"That is longer than one line: at most {most} letters. "
            "Keep the gist of it, not the messages themselves."
        )
        raise BadEntryError(message)
    return kept or None


def standing(typed: str) -> Standing:
    """Return the standing of that name."""
    try:
        return Standing(typed.strip().lower().replace("-", "_"))
    except ValueError as error:
        known = ", ".join(Standing)
        message = f"{typed!r} is not a standing. Use one of: {known}."
        raise BadEntryError(message) from error


def text(typed: str | None) -> str | None:
    """Return a text as it is kept, ``None`` for an empty one."""
    kept = (typed or "").replace("\0", "").strip()
    if len(kept) > _MOST_LETTERS:
        message = f"That text is too long to keep: at most {_MOST_LETTERS} letters."
        raise BadEntryError(message)
    return kept or None


def needed(typed: str, message: str) -> str:
    """Return a text that must not be empty; `message` says so."""
    kept = text(typed)
    if kept is None:
        raise BadEntryError(message)
    return kept


def return_said(may_return: str | None, terms: str | None) -> dict[str, str | None]:
    """Return whether a client may come back, and on what terms, checked.

    Raises
    ------
    BadEntryError
        The word is not known, or the terms are missing.
    """
    said = text(terms)
    how = word(may_return, RETURNS, "an answer to a return")
    how = how or ("terms" if said else None)
    if how == "terms" and said is None:
        raise BadEntryError(WHICH_TERMS)
    return {"may_return": how, "terms": said}


def absence(
    from_date: dt.date, until_date: dt.date, why: str | None, now: dt.datetime
) -> dict[str, object]:
    """Return a client's absence as it is kept, without the client."""
    check_span(from_date, until_date, now)
    return {
        "scope": "client",
        "from_date": from_date,
        "until_date": until_date,
        "why": text(why),
    }


def no_concern(
    from_date: dt.date, until_date: dt.date, reason: str, now: dt.datetime
) -> dict[str, object]:
    """Return a "no concern because …" as it is kept, without the client."""
    check_span(from_date, until_date, now)
    return {
        "from_date": from_date,
        "until_date": until_date,
        "reason": needed(reason, WHY_NO_CONCERN),
    }


def step_taken(
    step: str, on: dt.date, now: dt.datetime, said: Said
) -> dict[str, object]:
    """Return the columns of a step taken, checked.

    Raises
    ------
    BadEntryError
        A day cannot be meant, a word is not known, a line is too long.
    """
    check_span(on, said.get("next_date"), now)
    check_past(on, now)
    words = {
        name: word(said.get(name), known, what)  # type: ignore[arg-type]  # all texts
        for name, (known, what) in OF_A_STEP.items()
    }
    return {
        "step": needed(line(step, A_STEP) or "", WHICH_STEP),
        "on_date": on,
        "next_date": said.get("next_date"),
        "note": line(said.get("note")),
        **words,
    }
