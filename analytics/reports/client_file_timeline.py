"""The timeline of a client's file: sessions with their moves, contacts and changes."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import pandas as pd

from analytics.charts.attendance_client import MARKS
from analytics.periods import day_of_number, from_epoch_seconds, zone
from analytics.reports import client_file_words as words
from analytics.reports.attendance_client import kind_of
from analytics.reports.attendance_client_words import WHO
from analytics.reports.client_file_words import Said
from analytics.words import counted, sentence, short_day

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Mapping, Sequence

    from analytics.attendance.story import Story
    from analytics.facts.contacts import Contact, Remark
    from analytics.facts.promises import Promise
    from analytics.store.entries import Entry

SESSIONS: Final = "sessions"
CONTACTS: Final = "contacts"
CHANGES: Final = "changes"

VIEW_MOST: Final = 5
"""The highest of a view."""

_CHANGES: Final = frozenset(
    {
        "endings",
        "set_asides",
        "no_scoring",
        "goals",
        "goal_events",
        "agreements",
        "agreement_acceptances",
    }
)
"""Entries that stand in the timeline. Outcomes and views stand with their sessions,
absences come with those of the coach and the practice."""


class View(NamedTuple):
    """A coach's two-tap view after a session, 1 to 5 each."""

    entry_id: str
    session_id: str
    on_date: dt.date
    engaged: int | None
    goal_progress: int | None


@dataclass(frozen=True)
class Slot:
    """A session of the client, or a time that one had before it was moved."""

    session_id: str
    day: dt.date
    """Local."""
    time: str
    kind: str
    """A key of ``charts.attendance_client.MARKS``."""
    became: str
    """The same in words."""
    notice_hours: float | None
    """From the cancellation or the move to the start; ``None`` where nothing tells."""
    is_presumed: bool = False
    excused_reason: str | None = None
    price_cents: int | None = None
    currency: str | None = None


@dataclass(frozen=True)
class Line:
    """One line of the timeline."""

    day: dt.date
    group: str
    """``sessions``, ``contacts`` or ``changes``."""
    said: Said
    """Of a session empty: it is said from its `slot`."""
    slot: Slot | None = None
    moved_from: tuple[Slot, ...] = ()
    """The times that the session had before, the latest first."""
    view: View | None = None
    promised: tuple[str, ...] = ()
    """What was promised in it; people typed it."""
    is_ahead: bool = False


def slots(story: Story) -> list[Slot]:
    """Return the rows of a story as what a line is made of."""
    tz = zone(story.zone_name)
    return [_slot(row, tz) for row in story.slots.to_dict("records")]


def lines(
    story: Story,
    found: Sequence[Slot],
    views: Iterable[View],
    promises: Iterable[Promise],
) -> list[Line]:
    """Return sessions and absences; in no order.

    Parameters
    ----------
    found
        The `slots` of the story.
    """
    return [*_sessions(story, found, views, _promised(promises)), *_away(story)]


def contacted(taken: Iterable[Contact], noted: Iterable[Remark]) -> list[Line]:
    """Return the steps that were taken, and what was remarked beside them."""
    steps = {one.entry_id: one for one in taken}
    return [
        *(Line(one.on_date, CONTACTS, words.contact(one)) for one in steps.values()),
        *(
            Line(one.on_date, CONTACTS, words.remark(one))
            for one in noted
            # What was learned with a step is said with the step.
            if one.entry_id not in steps
        ),
    ]


def changes(
    made: Iterable[Entry],
    entry_day: dt.date,
    about: Mapping[str, str],
    today: dt.date,
) -> list[Line]:
    """Return the changes among entries, as known on a day.

    Parameters
    ----------
    about
        What a session or a promise is called, by its id.
    """
    return [
        Line(
            entry.from_date,
            CHANGES,
            words.said(entry, about, today),
        )
        for entry in made
        if entry.kind in _CHANGES
        and entry.withdrawn_at is None
        and entry.from_date <= entry_day
    ]


def newest_first(unordered: Iterable[Line]) -> tuple[Line, ...]:
    """Return lines in their order; of one day what was said stands above a session."""
    found = sorted(
        unordered, key=lambda line: (line.day, line.group != SESSIONS, _time(line))
    )
    return tuple(reversed(found))


def _slot(row: Mapping[Hashable, Any], tz: dt.tzinfo) -> Slot:
    start = from_epoch_seconds(int(row["start_s"])).replace(tzinfo=dt.UTC)
    kind, price_cents = kind_of(row), _or_none(row["price_cents"])
    return Slot(
        session_id=str(row["session_id"]),
        day=day_of_number(int(row["start_day"])),
        time=f"{start.astimezone(tz):%H:%M}",
        kind=kind,
        became="came" if kind == "presumed" else MARKS[kind].label,
        notice_hours=_or_none(row["notice_hours"]),
        is_presumed=row["outcome_basis"] == "presumed",
        excused_reason=_or_none(row["excused_reason"]),
        price_cents=None if price_cents is None else int(price_cents),
        currency=_or_none(row["currency"]),
    )


def _sessions(
    story: Story,
    slots: Sequence[Slot],
    views: Iterable[View],
    promised: Mapping[str, tuple[str, ...]],
) -> list[Line]:
    """Return one line a session; the times it had before hang on it."""
    came_from: dict[int, list[int]] = defaultdict(list)
    for move in story.moves:
        came_from[move.new].append(move.old)
    moved_on = {move.old for move in story.moves}
    of_session = {view.session_id: view for view in views}
    return [
        Line(
            day=slot.day,
            group=SESSIONS,
            said=Said(""),
            slot=slot,
            moved_from=tuple(slots[old] for old in _chain(place, came_from)),
            view=of_session.get(slot.session_id),
            promised=promised.get(slot.session_id, ()),
            is_ahead=slot.kind == "booked",
        )
        for place, slot in enumerate(slots)
        if place not in moved_on
    ]


def _chain(place: int, came_from: Mapping[int, Sequence[int]]) -> list[int]:
    """Return the places of all times before one, the latest first; each once."""
    found: list[int] = []
    ahead = list(came_from.get(place, ()))
    while ahead:
        old = ahead.pop(0)
        if old not in found and old != place:
            found.append(old)
            ahead += came_from.get(old, ())
    return found


def _away(story: Story) -> list[Line]:
    """Return absences of the client, the coach and the practice; pauses are endings."""
    found = []
    for one in story.away:
        if one.kind != "absence" or one.until_date is None:
            continue
        days = (one.until_date - one.from_date).days
        back = short_day(one.until_date, today=story.today)
        what = f"{WHO[str(one.what)]}, {counted(days, 'day')}, back on {back}"
        said = Said(sentence(what), one.reason or "")
        found.append(Line(one.from_date, CHANGES, said))
    return found


def _promised(promises: Iterable[Promise]) -> dict[str, tuple[str, ...]]:
    """Return what was promised in each session."""
    found: dict[str, tuple[str, ...]] = {}
    for one in promises:
        if one.session_id is not None:
            found[one.session_id] = (*found.get(one.session_id, ()), one.action)
    return found


def _time(line: Line) -> str:
    return line.slot.time if line.slot else ""


def _or_none(value: Any) -> Any:  # noqa: ANN401 - a cell of any column
    return None if pd.isna(value) else value
