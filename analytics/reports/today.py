"""Today: who may be worth a hello, why, and what to do next."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from analytics.contracts import TodayList
from analytics.facts import clients as client_list
from analytics.facts import data_as_of
from analytics.facts.standing import Place
from analytics.periods import day_number, day_of_number, local_day
from analytics.reports import (
    next_steps,
    today_choice,
    today_clients,
    today_model,
    today_stuck,
)
from analytics.reports.today_order import order_of
from analytics.risk import evidence, holding
from analytics.risk.listing import SNOOZE_DAYS
from analytics.risk.rule import RAISED_RATIO
from analytics.store import settings as stored_settings

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Mapping

    from analytics.contracts import QuietClient
    from analytics.facts.clients import Client
    from analytics.periods import AsOf
    from analytics.reports.next_steps import NextSteps
    from analytics.reports.today_choice import Choice
    from analytics.reports.today_clients import About
    from analytics.reports.today_order import Order
    from analytics.risk.rule import Scored
    from analytics.settings import Settings
    from analytics.store import Database
    from analytics.store.scores import Run

NEW_WITHIN_DAYS = 7


@dataclass(frozen=True)
class _Week:
    """Names of a week before anything is said about them."""

    order: Order[Client]
    on_list: frozenset[str]
    before: frozenset[str]
    """Who stood on the list a week earlier: everybody else on it is new."""
    held_back: Mapping[str, str]
    """By client, why a name that would be on the list is not."""


def today(
    database: Database,
    as_of: AsOf,
    *,
    now: dt.datetime,
    is_as_of_given: bool = False,
    run: Run | None = None,
) -> TodayList:
    """Return this week's names and everybody else who is ranked, in order.

    Parameters
    ----------
    as_of
        The moment to look from.
    now
        The present (UTC without a zone). Data are old, entries known and steps due
        as seen from it, unless somebody asked for the day `as_of`.
    is_as_of_given
        Whether somebody asked for that day.
    run
        What the model says at that moment. Without it the newest stored run counts;
        of a day that somebody asked for none is stored, so the rule orders it.
    """
    settings = stored_settings.read(database)
    at, seen_at = as_of, as_of.instant
    if not is_as_of_given:
        at = replace(as_of, entries_until=local_day(now, settings.zone_name))
        seen_at = now
        run = run or today_model.newest(database, at)
    newest = data_as_of(database)
    is_stale = newest is not None and holding.is_stale(newest, seen_at)
    wait = None
    if newest is not None and is_stale:
        wait = holding.stale(local_day(newest, settings.zone_name), at.entry_day)
    choice = today_choice.choice(database, at, run)
    made = _by_rule if run is None else _as_chosen
    week = made(database, at, choice, wait)
    steps = next_steps.next_steps(database, at)
    return TodayList(
        as_of=as_of,
        data_as_of=newest,
        is_stale=is_stale,
        mode="rule" if run is None else run.model.mode,
        why="" if run is None else run.model.why,
        run_id=None if run is None else run.model.model_id,
        scored_on=_scored_on(choice.model),
        past=None if run is None else today_model.past_names(run),
        capacity=week.order.capacity(settings),
        clients=today_clients.ranked(
            week.order.ranked, _about(database, at, week, choice, steps)
        ),
        lapsed=_quiet(week.order, Place.LAPSED),
        never_came=_quiet(week.order, Place.NEVER_CAME),
        stuck=today_stuck.stuck_clients(database, at, _comes(week), steps),
    )


def _scored_on(run: Run | None) -> dt.date | None:
    return None if run is None else day_of_number(run.model.as_of_day)


# -- before the first run ----------------------------------------------------------


def _by_rule(
    database: Database, as_of: AsOf, choice: Choice, wait: str | None
) -> _Week:
    """Return the week's names by the rule; `wait`: why new ones have to."""
    order, before = _now_and_before(database, as_of, choice.settings)
    among = None if wait is None else before
    free = order.capacity_left(choice.settings, as_of.entry_day)
    return _Week(
        order=order,
        on_list=frozenset(order.names(free, among)),
        before=before,
        held_back=_held_back(order, wait, before),
    )


def _now_and_before(
    database: Database, as_of: AsOf, settings: Settings
) -> tuple[Order[Client], frozenset[str]]:
    """Return the order, and the names that were on the list a week earlier.

    Neither needs the other, so the two are worked out side by side.
    """
    with ThreadPoolExecutor(max_workers=1) as beside:
        before = beside.submit(_names_before, database, as_of, settings)
        order = order_of(database, as_of, client_list.clients(database, as_of))
        return order, before.result()


def _names_before(
    database: Database, as_of: AsOf, settings: Settings
) -> frozenset[str]:
    then = as_of.days_earlier(NEW_WITHIN_DAYS)
    order = order_of(database, then, client_list.paces(database, then))
    return frozenset(order.names(order.capacity(settings)))


def _held_back(
    order: Order[Client], wait: str | None, known: Collection[str]
) -> dict[str, str]:
    """Return why names wait; `wait` holds those back that were not `known` before."""
    held_back = dict(order.held_back)
    if wait is None:
        return held_back
    new = [one for one in order.worth_a_hello if one not in known]
    return dict.fromkeys(new, wait) | held_back


# -- as a run chose ------------------------------------------------------------


def _as_chosen(
    database: Database, as_of: AsOf, choice: Choice, wait: str | None
) -> _Week:
    """Return the week's names as the run chose them, with what was entered since."""
    order = choice.order(database, as_of, client_list.clients(database, as_of))
    listing = choice.listing(order, has_room=wait is None)
    names = frozenset(one.client_id for one in listing.listed)
    since = day_number(as_of.entry_day) - NEW_WITHIN_DAYS
    before = frozenset(
        one.client_id for one in listing.listed if one.since_day <= since
    )
    rests = {
        client_id: _rests(until, as_of.entry_day)
        for client_id, until in listing.snoozed.items()
    }
    return _Week(
        order=order,
        on_list=names,
        before=before,
        held_back=rests | _held_back(order, wait, names | rests.keys()),
    )


def _rests(until_day: int, today: dt.date) -> str:
    """Return since when and until when a name rests after it was shown."""
    shown = holding.said(day_of_number(until_day - SNOOZE_DAYS), today)
    back = holding.said(day_of_number(until_day), today)
    return f"Shown on {shown}; back on {back}, or after a missed session."


# -- what is said of them ------------------------------------------------------


def _comes(week: _Week) -> list[tuple[Client, Scored]]:
    """Return who comes as usual and stands not on the list."""
    order = week.order
    return [
        (order.clients[one.row], one)
        for one in order.ranked
        if one.word == "low"
        and one.ratio < RAISED_RATIO
        and one.where.client_id not in week.on_list
        and one.where.client_id not in order.by_rule_only
    ]


def _about(
    database: Database, as_of: AsOf, week: _Week, choice: Choice, steps: NextSteps
) -> About:
    """Return what is shown beside the order."""
    order = week.order
    quieter = [*order.worth_a_hello, *order.by_rule_only]
    return today_clients.About(
        clients=order.clients,
        evidence=evidence.of_clients(database, as_of, quieter),
        held_back=week.held_back,
        contacts=order.contacts,
        on_list=week.on_list,
        by_rule_only=order.by_rule_only,
        before=week.before,
        said=order.said,
        is_percent=choice.run is not None and choice.run.model.mode == "percent",
        next_steps=steps,
    )


def _quiet(order: Order[Client], place: Place) -> tuple[QuietClient, ...]:
    return today_clients.quiet(order.clients, order.places, order.quiet(place))
