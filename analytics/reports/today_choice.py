"""Whose names this week's list shows.

Once a run of the model is stored, the list is chosen as the run chose it (new names
within the week's time, a rest for whoever was shown), by the rule's order or the
model's. Before the first run the rule's first names are the list. Today and *Who
came?* both ask here, so that an answer's effect on the list is worked out by what
makes the list.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, TypeVar

from analytics.facts.standing import Paced
from analytics.periods import day_number, day_of_number, local_day, week_start
from analytics.reports.today_order import Order, order_of
from analytics.risk import behind, listing
from analytics.risk.listing import Candidate
from analytics.store import scores
from analytics.store import settings as stored_settings

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from analytics.periods import AsOf
    from analytics.risk.listing import Listing
    from analytics.risk.rule import Scored, Word
    from analytics.settings import Settings
    from analytics.store import Database
    from analytics.store.scores import Run

_C = TypeVar("_C", bound=Paced)


@dataclass(frozen=True)
class Choice:
    """What chooses the names at one moment."""

    settings: Settings
    today: dt.date
    """The day until which entries count."""
    run: Run | None = None
    """The newest run."""
    list_day: int = 0
    """The day number on which that run made its list: the list stands until there is
    something new to read, or a new week."""
    history: Mapping[str, int] = field(default_factory=dict)
    """By client, the day number since which their latest showing lasts."""
    last_missed: Mapping[str, int] = field(default_factory=dict)
    """By client, the day number of the last session they missed."""

    @property
    def model(self) -> Run | None:
        """The run if it has earned its place; else the rule orders the list."""
        is_earned = self.run is not None and self.run.model.mode != "rule"
        return self.run if is_earned else None

    def order(
        self,
        database: Database,
        as_of: AsOf,
        clients: Sequence[_C],
        run: Run | None = None,
    ) -> Order[_C]:
        """Return the order in force of these clients.

        Parameters
        ----------
        run
            In place of the stored one: what the model would say if something else
            were known.
        """
        return order_of(database, as_of, clients, run or self.model)

    def names(
        self, order: Order[_C], missed: Mapping[str, int] | None = None
    ) -> list[str]:
        """Return this week's names, in order; `missed` as for `listing`."""
        if self.run is None:
            return order.names(order.capacity_left(self.settings, self.today))
        return [one.client_id for one in self.listing(order, missed).listed]

    def listing(
        self,
        order: Order[_C],
        missed: Mapping[str, int] | None = None,
        *,
        has_room: bool = True,
    ) -> Listing:
        """Return the names as the run chose them, with what has been entered since.

        Who is as usual by now, whatever was known when the name was first shown, has
        left the list.

        Parameters
        ----------
        missed
            Day numbers of sessions that are supposed to have been missed, by client.
        has_room
            Whether new names may come: not while the data are old.
        """
        last_missed = {**self.last_missed, **(missed or {})}
        # Whom the rule alone names takes what time the others leave.
        alone = order.by_rule_only
        ordered = sorted(order.ranked, key=lambda one: one.where.client_id in alone)
        candidates = [
            _candidate(one, place, order, last_missed.get(one.where.client_id))
            for place, one in enumerate(ordered)
        ]
        found = listing.choose(
            candidates,
            self.history,
            self.list_day,
            self._week_start_day,
            order.capacity(self.settings) if has_room else 0,
        )
        usual = {one.client_id for one in candidates if one.word == "low"}
        left = [one for one in found.listed if one.client_id not in usual]
        # The owner may have said since that there is time for fewer.
        return replace(found, listed=tuple(left[: order.capacity(self.settings)]))

    def room(self, order: Order[_C]) -> int:
        """Return for how many more names than those on the list there is time."""
        if self.run is None:
            left = order.capacity_left(self.settings, self.today)
            return left - len(self.names(order))
        first = self._week_start_day
        shown = sum(first <= day <= self.list_day for day in self.history.values())
        return max(0, order.capacity(self.settings) - shown)

    @property
    def _week_start_day(self) -> int:
        day = day_of_number(self.list_day)
        return day_number(week_start(day, self.settings.week_start))


def choice(database: Database, as_of: AsOf, run: Run | None) -> Choice:
    """Return what chooses the names at a moment.

    Parameters
    ----------
    run
        The newest run of the model, if there is one.
    """
    settings = stored_settings.read(database)
    if run is None:
        return Choice(settings, as_of.entry_day)
    made = min(as_of.entry_day, local_day(run.model.fitted_at, settings.zone_name))
    # What was made just now need not be stored.
    own = {
        score.client_id: score.listed_since_day
        for score in run.scores
        if score.is_listed and score.listed_since_day is not None
    }
    return Choice(
        settings=settings,
        today=as_of.entry_day,
        run=run,
        list_day=day_number(made),
        history=scores.first_listed(database, day_number(made)) | own,
        last_missed=behind.last_missed_days(database, as_of),
    )


def _candidate(
    one: Scored, place: int, order: Order[_C], last_missed_day: int | None
) -> Candidate:
    client_id = one.where.client_id
    word: Word = "raised" if client_id in order.by_rule_only else one.word
    return Candidate(
        client_id=client_id,
        # The rule's scores of whom the run does not know are of another kind.
        score=-place,
        word=word,
        is_held_back=client_id in order.held_back,
        last_missed_day=last_missed_day,
        last_attended_day=one.where.last_attended_day,
    )
