"""Today: who may be worth a hello, why, and what to do next."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import TYPE_CHECKING

from analytics.contracts import TodayList
from analytics.facts import clients as client_list
from analytics.facts import data_as_of
from analytics.facts.standing import Place
from analytics.periods import local_day
from analytics.reports import today_clients
from analytics.reports.today_order import order_of
from analytics.risk import evidence, holding
from analytics.store import settings as stored_settings

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection

    from analytics.contracts import QuietClient
    from analytics.facts.clients import Client
    from analytics.periods import AsOf
    from analytics.reports.today_clients import About
    from analytics.reports.today_order import Order
    from analytics.settings import Settings
    from analytics.store import Database

NEW_WITHIN_DAYS = 7


def today(
    database: Database, as_of: AsOf, *, now: dt.datetime, is_as_of_given: bool = False
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
    """
    settings = stored_settings.read(database)
    at, seen_at = as_of, as_of.instant
    if not is_as_of_given:
        at = replace(as_of, entries_until=local_day(now, settings.zone_name))
        seen_at = now
    newest = data_as_of(database)
    is_stale = newest is not None and holding.is_stale(newest, seen_at)
    order, before = _now_and_before(database, at, settings)
    wait = None
    if newest is not None and is_stale:
        wait = holding.stale(local_day(newest, settings.zone_name), at.entry_day)
    free = order.capacity_left(settings, at.entry_day)
    about = _about(database, at, order, before, wait, free)
    return TodayList(
        as_of=as_of,
        data_as_of=newest,
        is_stale=is_stale,
        mode="rule",
        capacity=order.capacity(settings),
        clients=today_clients.ranked(order.ranked, about),
        lapsed=_quiet(order, Place.LAPSED),
        never_came=_quiet(order, Place.NEVER_CAME),
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


def _about(
    database: Database,
    as_of: AsOf,
    order: Order[Client],
    before: Collection[str],
    wait: str | None,
    capacity: int,
) -> About:
    """Return what is shown beside the order; `wait`: why new names have to."""
    held_back, among = dict(order.held_back), None
    if wait is not None:
        among = before
        new = [c for c in order.worth_a_hello if c not in before]
        held_back = dict.fromkeys(new, wait) | held_back
    return today_clients.About(
        clients=order.clients,
        evidence=evidence.of_clients(database, as_of, order.worth_a_hello),
        held_back=held_back,
        on_list=frozenset(order.names(capacity, among)),
        before=before,
        today=as_of.entry_day,
    )


def _quiet(order: Order[Client], place: Place) -> tuple[QuietClient, ...]:
    return today_clients.quiet(order.clients, order.places, order.quiet(place))
