"""A client's file: since when, the whole history as one timeline, and the audit trail.

Facts only, newest first: sessions with what became of them and the moves behind them,
contacts and changes between them, and everything that was entered by hand with what it
replaced. Nothing here weighs anything.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from analytics.attendance import story as stories
from analytics.facts import contacts, promises
from analytics.reports import client_file_timeline as timeline
from analytics.reports import client_file_trail as trails
from analytics.reports.client_file_timeline import View
from analytics.store import entries, queries
from analytics.words import short_day

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from analytics.attendance.story import Story
    from analytics.facts.promises import Promise
    from analytics.periods import AsOf
    from analytics.reports.client_file_timeline import Line, Slot
    from analytics.reports.client_file_trail import Made
    from analytics.store import Database

_HERE = Path(__file__).parent


@dataclass(frozen=True, eq=False)
class ClientFile:
    """The past of one client."""

    story: Story
    first_day: dt.date | None
    """Of the first session attended; ``None`` for who never came."""
    first_booked_day: dt.date | None
    """Of the first session booked, whatever became of it."""
    timeline: tuple[Line, ...]
    """Newest first."""
    views: tuple[View, ...]
    """Oldest first."""
    trail: tuple[Made, ...]
    """The latest entry first, those taken back among them."""


def client_file(database: Database, as_of: AsOf, client_id: str) -> ClientFile:
    """Return the past of one client, as known at a moment.

    A client of whom nothing is known has an empty one.
    """
    story = stories.story(database, as_of, client_id)
    views = _views(database, as_of, client_id)
    made = entries.entries(database, client_id)
    promised = promises.known(database, as_of, client_id).get(client_id, ())
    slots = timeline.slots(story)
    about = _about(slots, promised, story.today)
    came = [slot.day for slot in slots if slot.kind in ("came", "presumed")]
    return ClientFile(
        story=story,
        first_day=min(came, default=None),
        first_booked_day=min((slot.day for slot in slots), default=None),
        timeline=timeline.newest_first(
            [
                *timeline.lines(story, slots, views, promised),
                *timeline.contacted(
                    contacts.contacts(database, as_of, client_id).get(client_id, ()),
                    contacts.remarks(database, as_of, client_id).get(client_id, ()),
                ),
                *timeline.changes(made, as_of.entry_day, about, story.today),
            ]
        ),
        views=views,
        trail=tuple(reversed(trails.trail(made, about, story.today))),
    )


def _views(database: Database, as_of: AsOf, client_id: str) -> tuple[View, ...]:
    rows = queries.rows(
        database,
        queries.text_of(_HERE / "client_file_views.sql"),
        client_id=client_id,
        entry_day=as_of.entry_day,
    )
    return tuple(View(*row) for row in rows)  # type: ignore[arg-type]  # its columns


def _about(
    slots: Iterable[Slot], promised: Iterable[Promise], today: dt.date
) -> dict[str, str]:
    """Return what an entry can speak of, by id: a session's day, a promise's words."""
    found = {slot.session_id: short_day(slot.day, today=today) for slot in slots}
    return found | {one.action_id: one.action for one in promised}
