"""The part of the practice that was typed: a coach, a service, a standing, days."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analytics.errors import BadSelectionError
from analytics.periods import parse_date
from analytics.selection import Selection
from analytics.store import people

if TYPE_CHECKING:
    import argparse

    from analytics.store import Database


def selection(arguments: argparse.Namespace, database: Database) -> Selection:
    """Return what was typed.

    Raises
    ------
    BadSelectionError
        There is no such coach or service, or the days hold nothing.
    BadDateError
        A day is no date.
    """
    _check(arguments.coach, people.coaches(database), "coach")
    _check(arguments.service, people.services(database), "service")
    first, until = (
        parse_date(typed.strip()) if typed else None
        for typed in (arguments.from_day, arguments.until_day)
    )
    if first and until and until <= first:
        message = (
            f"No day lies from {first} on and before {until}. Choose a later --to."
        )
        raise BadSelectionError(message)
    return Selection(
        coach=arguments.coach,
        service=arguments.service,
        from_day=first,
        until_day=until,
        standing=arguments.standing,
    )


def _check(typed: str | None, known: list[str], what: str) -> None:
    if typed is not None and typed not in known:
        message = f"No session is with the {what} {typed!r}. Write it as the file does."
        raise BadSelectionError(message)
