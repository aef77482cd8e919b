"""What an entry made by hand has to satisfy, and how a refusal is said."""

from __future__ import annotations

import datetime as dt

from analytics.contracts import Standing
from analytics.errors import BadEntryError

ONLY_A_PAUSE_ENDS = (
    "Only a pause has a day of return. Leave the last date out, or say that they "
    "are paused."
)
WHICH_STEP = "Say which step was taken, such as: wrote a message."
WHY_NO_CONCERN = "Say in a few words why there is no concern: it is kept with the name."
NO_SUCH_ENTRY = "There is no such entry, so nothing was taken back."
AGREEMENT = (
    "What is late follows from an agreement. Take it back on the page Agreements, or "
    "with `agreement clear`."
)
_LAST_BEFORE_FIRST = "The last date has to come after the first. Nothing was kept."

# Long enough for a paragraph, short enough that no pasted file fits.
_MOST_LETTERS = 2000

# Outside of these a date is a slip of the finger.
_EARLIEST = dt.date(1990, 1, 1)
_FURTHEST_AHEAD = dt.timedelta(days=5 * 366)


def check_span(first: dt.date, last: dt.date | None, now: dt.datetime) -> None:
    """Refuse days that cannot be meant, and a span that ends before it begins."""
    for day in (first, last or first):
        if not _EARLIEST <= day <= now.date() + _FURTHEST_AHEAD:
            message = f"The date {day.isoformat()} cannot be right. Check the year."
            raise BadEntryError(message)
    if last is not None and last <= first:
        raise BadEntryError(_LAST_BEFORE_FIRST)


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
