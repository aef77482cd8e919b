"""Gather cases from the practice: what is known of everybody, in a query a matter.

Of most clients of a practice nothing stands out and nothing was entered; they are told
from the others without a row of their own.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Protocol

from analytics.contracts import Standing
from analytics.facts import agreements, contacts, entered, facts, goals, may_write
from analytics.facts.entered import has_come_since
from analytics.periods import day_number, day_of_number, week_start
from analytics.playbook import diaries
from analytics.playbook.case import (
    Agreed,
    Aside,
    Case,
    Owed,
    Planned,
    Story,
    Taken,
)
from analytics.playbook.pattern import Pattern, Slot
from analytics.playbook.rules_story import WELCOMES_A_WEEK
from analytics.playbook.steps import STEPS
from analytics.store import queries
from analytics.store import settings as stored_settings

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from analytics.facts.contacts import Contact, Remark
    from analytics.facts.entered import Entered
    from analytics.facts.standing import Where
    from analytics.periods import AsOf
    from analytics.playbook.due import Diary
    from analytics.risk.rule import Word
    from analytics.store import Database

_HERE: Final = Path(__file__).parent

GONE_DAYS: Final = 120
"""Whoever has been away for so long is with you again; also in ``rhythms.sql``."""


class Listed(Protocol):
    """What the list of clients says of one; `facts.clients.Client` is such a row."""

    @property
    def client_id(self) -> str:
        """The client."""

    @property
    def coach(self) -> str | None:
        """Of the last session."""

    @property
    def sessions_attended(self) -> int:
        """Sessions attended."""

    @property
    def sessions_ahead(self) -> int:
        """Slots booked and still ahead."""

    @property
    def days_since_last(self) -> int | None:
        """Days since the last session attended."""


@dataclass(frozen=True)
class Gathered:
    """What is known of clients beside what the list knows."""

    today: dt.date
    entered: Entered
    diaries: diaries.Diaries
    slots: Mapping[str, Sequence[tuple[Slot, bool]]]
    """The last six of whom there is something to say; whether each is still ahead."""
    rhythms: Mapping[str, tuple[tuple[int, ...], int]]
    """The gaps that grew, and the days away before they came again."""
    owed: Mapping[str, Owed]
    taken: Mapping[str, Sequence[Contact]]
    """Oldest first."""
    planned: Mapping[str, Sequence[contacts.Planned]]
    remarks: Mapping[str, Sequence[Remark]]
    reached: Mapping[str, dt.date]
    """The day of the latest goal reached."""
    reviews: Mapping[str, dt.date] = field(default_factory=dict)
    """The review day of their own agreement."""
    past_free_moves: frozenset[str] = frozenset()
    has_colleagues: bool = True
    """Whether there is more than one coach."""

    @cached_property
    def told_of(self) -> frozenset[str]:
        """Everybody of whom there is more to say than what the list knows."""
        return frozenset().union(
            self.slots,
            self.rhythms,
            self.owed,
            self.taken,
            self.planned,
            self.remarks,
            self.reached,
            self.reviews,
            self.entered.endings,
            self.entered.set_asides,
            (a.client_id for a in self.entered.absences if a.client_id is not None),
        )

    @cached_property
    def has_room_to_welcome(self) -> bool:
        """Whether fewer were welcomed back this week than are at most."""
        first = week_start(self.today, self.diaries.first_weekday)
        welcomed = sum(
            one.step == "welcome_back" and one.on_date >= first
            for of_client in self.taken.values()
            for one in of_client
        )
        return welcomed < WELCOMES_A_WEEK

    def case(self, client: Listed, where: Where, word: Word) -> Case:
        """Return the case of one client."""
        who, last = client.client_id, where.last_attended_day
        is_booked = client.sessions_ahead > 0
        remark = self._open_remark(who)
        return Case(
            today=self.today,
            place=where.place,
            is_booked=is_booked,
            word=word,
            sessions_attended=client.sessions_attended,
            pattern=self._pattern(client, is_booked=is_booked),
            story=self._story(who, where, last),
            aside=self._aside(who, where),
            agreed=Agreed(self.reviews.get(who), who in self.past_free_moves),
            owed=self.owed.get(who, Owed()),
            remark=None if remark is None else remark.kind,  # type: ignore[arg-type]  # one of the two
            remark_on=None if remark is None else remark.on_date,
            taken=self._taken(who, last),
            planned=self._planned(who),
            celebrated_on=self._celebrated_on(who),
            goal_reached_on=self.reached.get(who),
            may_be_welcomed=self._may_be_welcomed(where, last),
            has_colleagues=self.has_colleagues,
            has_room_to_welcome=self.has_room_to_welcome,
            diary=self.diary(client.coach),
        )

    def is_plain(self, client: Listed) -> bool:
        """Return whether there is nothing to say but what the list knows."""
        is_back = client.sessions_ahead and (client.days_since_last or 0) >= GONE_DAYS
        return not is_back and client.client_id not in self.told_of

    def all_taken(self, client_id: str) -> tuple[Taken, ...]:
        """Return every step taken for a client, newest first."""
        return tuple(taken(one) for one in reversed(self.taken.get(client_id, ())))

    def open_plans(self, client_id: str) -> tuple[contacts.Planned, ...]:
        """Return the steps that somebody means to take for a client."""
        found = self.planned.get(client_id, ())
        return tuple(one for one in found if not one.is_done)

    def diary(self, coach: str | None) -> Diary:
        """Return a coach's days."""
        return self.diaries.of(coach)

    def _pattern(self, client: Listed, *, is_booked: bool) -> Pattern:
        listed = self.slots.get(client.client_id, ())
        gaps, away_days = self.rhythms.get(client.client_id, ((), 0))
        since = client.days_since_last or 0
        return Pattern(
            slots=tuple(slot for slot, _ in listed),
            cancelled_ahead=tuple(
                slot.session_id
                for slot, is_ahead in listed
                if is_ahead and slot in Pattern((slot,)).called_off()
            ),
            gaps_days=gaps,
            away_days=since if is_booked and since >= GONE_DAYS else away_days,
        )

    def _story(self, who: str, where: Where, last: int | None) -> Story:
        entry = self.entered.endings.get(who)
        if entry is None:
            return Story()
        if has_come_since(entry, last):
            # What they wish for letters holds until they say otherwise.
            return Story(may_contact=entry.may_contact)
        return Story(
            standing=Standing.ACTIVE if where.ending is None else where.standing,
            was=entry.what or Standing.ACTIVE,
            since=entry.from_date,
            back_on=entry.until_date,
            may_return=entry.may_return,
            terms=entry.terms,
            may_contact=entry.may_contact,
        )

    def _aside(self, who: str, where: Where) -> Aside:
        days = [
            one.until_date
            for one in where.absences
            if one.what == "client" and one.until_date and one.holds_on(self.today)
        ]
        aside = self.entered.set_asides.get(who)
        return Aside(
            max(days, default=None), None if aside is None else aside.until_date
        )

    def _may_be_welcomed(self, where: Where, last: int | None) -> bool:
        if where.ending is None:
            # Nobody has said that they would like to hear.
            return False
        since_last = [
            one
            for one in self.taken.get(where.client_id, ())
            if last is None or day_number(one.on_date) >= last
        ]
        found = may_write.may_be_written_to(
            where.ending,
            since_last,
            self._open_remarks(where.client_id),
            self.today,
            is_welcome=True,
        )
        return found.is_allowed

    def _open_remarks(self, who: str) -> tuple[Remark, ...]:
        entry = self.entered.endings.get(who)
        return contacts.open_remarks(
            self.remarks.get(who, ()),
            self.taken.get(who, ()),
            None if entry is None else entry.from_date,
        )

    def _open_remark(self, who: str) -> Remark | None:
        found = self._open_remarks(who)
        worried = [one for one in found if one.kind == "worried"]
        return next(reversed(worried or found), None)

    def _taken(self, who: str, last: int | None) -> tuple[Taken, ...]:
        return tuple(
            taken(one)
            for one in reversed(self.taken.get(who, ()))
            if last is None or day_number(one.on_date) >= last
        )

    def _planned(self, who: str) -> Planned | None:
        found = next(iter(self.open_plans(who)), None)
        return None if found is None else Planned(found.step, found.due_date)

    def _celebrated_on(self, who: str) -> dt.date | None:
        days = (
            one.on_date for one in self.taken.get(who, ()) if one.step == "celebrate"
        )
        return max(days, default=None)


def taken(contact: Contact) -> Taken:
    """Return a contact as the choice of a step sees it."""
    step = STEPS.get(contact.step)
    return Taken(
        step=contact.step,
        on=contact.on_date,
        # What somebody wrote down in their own words was a message, as a rule.
        is_message=step is None or step.kind == "message",
        is_theirs=contact.wrote_last == "client",
        result=contact.result,
    )


def gather(
    database: Database,
    as_of: AsOf,
    client_ids: Sequence[str] | None = None,
    *,
    known: Entered | None = None,
) -> Gathered:
    """Return what is known of clients on a day.

    Parameters
    ----------
    client_ids
        Only these; ``None``: all.
    known
        What was entered by then, where somebody has looked it up.
    """
    settings = stored_settings.read(database)
    one = client_ids[0] if client_ids is not None and len(client_ids) == 1 else None
    known = entered.known(database, as_of) if known is None else known
    planned = contacts.planned(database, as_of)
    agreed = agreements.known(database, as_of)
    return Gathered(
        today=as_of.entry_day,
        entered=known,
        diaries=diaries.gather(known, planned, settings, as_of.entry_day),
        slots=_slots(database, as_of, client_ids),
        rhythms=_rhythms(database, as_of, client_ids),
        owed=_owed(database, as_of, client_ids),
        taken=contacts.contacts(database, as_of),
        planned=planned,
        remarks=contacts.remarks(database, as_of, one),
        reached=_reached(database, as_of, one),
        reviews={
            found.client_id: found.review_date
            for found in agreed.listed
            if found.client_id and found.review_date
        },
        past_free_moves=_past_free_moves(database, as_of, agreed),
        has_colleagues=_has_colleagues(database, as_of),
    )


def _slots(
    database: Database, as_of: AsOf, client_ids: Sequence[str] | None
) -> dict[str, list[tuple[Slot, bool]]]:
    found: dict[str, list[tuple[Slot, bool]]] = defaultdict(list)
    rows = _rows(database, as_of, "patterns.sql", client_ids=client_ids)
    for client_id, session_id, outcome, is_excused, day, is_ahead in rows:
        slot = Slot(session_id, outcome, is_excused, day_of_number(day))
        found[client_id].append((slot, is_ahead))
    return dict(found)


def _rhythms(
    database: Database, as_of: AsOf, client_ids: Sequence[str] | None
) -> dict[str, tuple[tuple[int, ...], int]]:
    rows = _rows(database, as_of, "rhythms.sql", client_ids=client_ids)
    return {
        client_id: (
            tuple(gaps) if is_growing else (),
            away if away is not None and away >= GONE_DAYS else 0,
        )
        for client_id, *gaps, away, is_growing in rows
    }


def _owed(
    database: Database, as_of: AsOf, client_ids: Sequence[str] | None
) -> dict[str, Owed]:
    one = client_ids[0] if client_ids is not None and len(client_ids) == 1 else None
    rows = _rows(
        database,
        as_of,
        "undone.sql",
        client_ids=client_ids,
        client_id=one,
        as_of_at=as_of.instant,
    )
    return {client_id: Owed(*owed) for client_id, *owed in rows}


def _reached(database: Database, as_of: AsOf, one: str | None) -> dict[str, dt.date]:
    found = {
        client_id: [
            goal.ended_on
            for goal in of_client
            if goal.ended == "reached" and goal.ended_on is not None
        ]
        for client_id, of_client in goals.known(database, as_of, one).items()
    }
    return {client_id: max(days) for client_id, days in found.items() if days}


def _past_free_moves(
    database: Database, as_of: AsOf, agreed: agreements.Agreements
) -> frozenset[str]:
    return frozenset(
        client_id
        for client_id, found in agreements.against(database, as_of, agreed).items()
        if any(
            one.free_moves is not None and one.moves > one.free_moves for one in found
        )
    )


def _has_colleagues(database: Database, as_of: AsOf) -> bool:
    rows = queries.rows(
        database,
        queries.text_of(_HERE / "coaches.sql"),
        as_of_day=day_number(as_of.day),
    )
    return bool(rows[0][0])


def _rows(
    database: Database, as_of: AsOf, file: str, **values: object
) -> list[tuple[Any, ...]]:
    return facts.rows(database, as_of, queries.text_of(_HERE / file), **values)
