"""What people entered by hand, as it was known on a day, and the public holidays.

An entry is known from its own day, not from the day it was typed in. A span
includes its first day and excludes its last: who is away until the 12th is back
on the 12th.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from analytics.contracts import Standing
from analytics.facts import public_holidays
from analytics.periods import day_number, day_of_number, local_day
from analytics.store import queries
from analytics.store import settings as stored_settings

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping, Sequence

    from analytics.periods import AsOf
    from analytics.settings import Settings
    from analytics.store import Database

_OF_EVERYBODY = frozenset({"practice", "holiday"})

_WITH_A_RETURN = frozenset({Standing.PAUSED, Standing.HANDED_OVER})

_KNOWN = Path(__file__).parent / "engine" / "entered.sql"
_AHEAD = Path(__file__).parent / "engine" / "booked_ahead.sql"


class Entry(NamedTuple):
    """One entry."""

    kind: str
    """``ending``, ``absence``, ``contact``, ``answer`` (to one) or ``set_aside``."""
    client_id: str | None
    coach: str | None
    from_date: dt.date
    until_date: dt.date | None
    """Exclusive; of a contact the day to come back to it."""
    what: str | None
    """An ending's standing, an absence's scope (``client``, ``coach``, ``practice`` or
    ``holiday``), a contact's step."""
    reason: str | None
    """In words; of an answer what came of the contact."""
    entry_id: str = ""
    """Empty where nobody entered it, as of holiday weeks."""
    about_id: str | None = None
    """Of an answer the contact it speaks of; ``None`` for the latest."""
    wrote_last: str | None = None
    """Of a contact: ``coach`` or ``client``."""
    to_whom: str | None = None
    """Of an ending: with whom they go on."""
    decided_by: str | None = None
    """Of an ending: ``client``, ``coach`` or ``both``."""
    may_return: str | None = None
    """Of an ending: ``yes``, ``terms`` or ``no``."""
    terms: str | None = None
    """Of an ending: on what terms they may come back."""
    may_contact: bool | None = None
    """Of an ending: whether they may be written to; ``None`` where nobody has said."""

    def holds_on(self, day: dt.date) -> bool:
        """Return whether a span holds on a day."""
        is_over = self.until_date is not None and self.until_date <= day
        return self.from_date <= day and not is_over


class Booked(NamedTuple):
    """A session ahead."""

    known_on: dt.date
    """The day on which it became known."""
    on: dt.date


@dataclass(frozen=True)
class Entered:
    """All entries known on a day."""

    day: dt.date
    endings: Mapping[str, Entry]
    """The latest of each client, whether or not it still holds."""
    contacts: Mapping[str, Entry]
    """The latest of each client."""
    set_asides: Mapping[str, Entry]
    """Of each client the one that holds longest, of those that hold."""
    absences: Sequence[Entry]
    """Of clients, coaches and the practice, pauses and holiday weeks among them."""
    answers: Mapping[str, Entry] = field(default_factory=dict)
    """To contacts: the latest of each client."""
    ahead: Mapping[str, Sequence[Booked]] = field(default_factory=dict)
    """Sessions ahead of those with an ending, by client."""

    def ending(self, client_id: str, last_attended_day: int | None) -> Entry | None:
        """Return the ending in force; who came or booked since is active again."""
        entry = self.endings.get(client_id)
        if entry is None or entry.what == Standing.ACTIVE:
            return None
        is_over = has_come_since(entry, last_attended_day) or any(
            _is_back_by(one, entry) for one in self.ahead.get(client_id, ())
        )
        return None if is_over or not entry.holds_on(self.day) else entry

    def contact(self, client_id: str, last_attended_day: int | None) -> Entry | None:
        """Return the latest contact, unless the client has come since."""
        entry = self.contacts.get(client_id)
        if entry is None or has_come_since(entry, last_attended_day):
            return None
        return entry

    def answer(self, contact: Entry) -> Entry | None:
        """Return what was said since a contact of whether it was answered."""
        entry = self.answers.get(str(contact.client_id))
        is_before = entry is not None and entry.from_date < contact.from_date
        return None if is_before else entry

    def away(
        self, client_id: str, coach: str | None, last_attended_day: int | None
    ) -> list[Entry]:
        """Return the absences of a client since they came last, past ones too.

        Whoever came in the middle of an absence is not away any more.
        """
        of_clients, of_coaches, of_all, first_days = self._by_whom
        # Holiday weeks of many years lie among these, so they are not walked through.
        first = (
            0
            if last_attended_day is None
            else bisect_left(first_days, last_attended_day)
        )
        own = (*of_clients.get(client_id, ()), *of_coaches.get(coach, ()))
        return [
            *(a for a in own if not has_come_since(a, last_attended_day)),
            *of_all[first:],
        ]

    @cached_property
    def _by_whom(
        self,
    ) -> tuple[
        dict[str | None, list[Entry]],
        dict[str | None, list[Entry]],
        list[Entry],
        list[int],
    ]:
        """Absences by client, by coach, of everybody, and the first days of these."""
        of_clients: dict[str | None, list[Entry]] = defaultdict(list)
        of_coaches: dict[str | None, list[Entry]] = defaultdict(list)
        of_all: list[Entry] = []
        for absence in self.absences:
            if absence.what in _OF_EVERYBODY:
                of_all.append(absence)
            elif absence.what == "coach":
                of_coaches[absence.coach].append(absence)
            else:
                of_clients[absence.client_id].append(absence)
        of_all.sort(key=lambda absence: absence.from_date)
        first_days = [day_number(absence.from_date) for absence in of_all]
        return dict(of_clients), dict(of_coaches), of_all, first_days


def has_come_since(entry: Entry, last_attended_day: int | None) -> bool:
    """Return whether a client came after an entry's first day."""
    return last_attended_day is not None and last_attended_day > day_number(
        entry.from_date
    )


def _is_back_by(booked: Booked, ending: Entry) -> bool:
    """Return whether a session was booked after an ending, before any day of return.

    What is booked for the day of return or later was agreed with the pause.
    """
    is_early = ending.until_date is None or booked.on < ending.until_date
    return is_early and booked.known_on > ending.from_date


def entries(
    database: Database, day: dt.date, client_id: str | None = None
) -> list[Entry]:
    """Return every entry known on a day, oldest first; ended ones too.

    Parameters
    ----------
    client_id
        Only of this client; absences of coaches and of everybody are left out then.
    """
    rows = queries.rows(
        database, queries.text_of(_KNOWN), entry_day=day, client_id=client_id
    )
    return [Entry(*row) for row in rows]  # type: ignore[arg-type]  # its columns


def standings(
    database: Database, as_of: AsOf, client_id: str | None = None
) -> dict[str, list[Entry]]:
    """Return every change of standing by client, oldest first; of one or of all."""
    found: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries(database, as_of.entry_day, client_id):
        if entry.kind == "ending":
            found[str(entry.client_id)].append(entry)
    return dict(found)


def known(
    database: Database,
    as_of: AsOf,
    client_id: str | None = None,
    *,
    with_bookings: bool = True,
) -> Entered:
    """Return what had been entered, as known on ``as_of.entry_day``.

    Parameters
    ----------
    client_id
        Only of this client: of absences their own and public holidays.
    with_bookings
        Whether who booked after an ending is looked up; else only who came is active
        again, as a model sees it.
    """
    day = as_of.entry_day
    settings = stored_settings.read(database)
    by_kind: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries(database, day, client_id):
        by_kind[entry.kind].append(entry)
    contacts = _latest(by_kind["contact"])
    is_any = with_bookings and by_kind["ending"]
    return Entered(
        day=day,
        endings=_latest(by_kind["ending"]),
        contacts=contacts,
        answers=_latest(e for e in by_kind["answer"] if _is_about(e, contacts)),
        set_asides=_longest(e for e in by_kind["set_aside"] if e.holds_on(day)),
        absences=[
            *by_kind["absence"],
            *_pauses(by_kind["ending"]),
            *_holiday_weeks(settings, day),
        ],
        ahead=_ahead(database, as_of, client_id) if is_any else {},
    )


def _ahead(
    database: Database, as_of: AsOf, client_id: str | None
) -> dict[str, list[Booked]]:
    zone_name = stored_settings.read(database).zone_name
    rows = queries.rows(
        database,
        queries.text_of(_AHEAD),
        as_of=as_of.instant,
        entry_day=as_of.entry_day,
        client_id=client_id,
    )
    found: dict[str, list[Booked]] = defaultdict(list)
    for who, known_at, starts_day in rows:
        known_on = local_day(known_at, zone_name)  # type: ignore[arg-type]  # a timestamp
        booked = Booked(known_on, day_of_number(starts_day))  # type: ignore[arg-type]  # a number
        found[str(who)].append(booked)
    return dict(found)


def days_away(absences: Sequence[Entry], after: int, until: int) -> int:
    """Return how many days in (`after`, `until`] lie in at least one absence.

    Days are day numbers; an absence without an end lasts on.
    """
    count, counted_to = 0, after
    for absence in sorted(absences, key=lambda absence: absence.from_date):
        first = max(day_number(absence.from_date), counted_to + 1)
        back = until + 1
        if absence.until_date is not None:
            back = min(back, day_number(absence.until_date))
        if back > first:
            count += back - first
            counted_to = back - 1
    return count


def _latest(entries: Iterable[Entry]) -> dict[str, Entry]:
    return {str(entry.client_id): entry for entry in entries}


def _is_about(answer: Entry, contacts: Mapping[str, Entry]) -> bool:
    """Return whether an answer speaks of the latest contact, or of none by its id."""
    contact = contacts.get(str(answer.client_id))
    return answer.about_id is None or (
        contact is not None and contact.entry_id == answer.about_id
    )


def _longest(entries: Iterable[Entry]) -> dict[str, Entry]:
    return _latest(sorted(entries, key=lambda entry: str(entry.until_date)))


def _pauses(endings: Iterable[Entry]) -> list[Entry]:
    """Return pauses with a known end: they stop the clock as an absence does.

    So does a time with a colleague after which they are due back.
    """
    return [e for e in endings if e.what in _WITH_A_RETURN and e.until_date]


def _holiday_weeks(settings: Settings, day: dt.date) -> list[Entry]:
    return [
        Entry("absence", None, None, week.first, week.back, "holiday", week.name)
        for week in public_holidays.holiday_weeks(settings, day)
    ]
