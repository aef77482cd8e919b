"""``today``: what the page of the same name shows."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from analytics.cli import output, when
from analytics.cli.output import Answer
from analytics.reports import this_week, today_words
from analytics.reports.today import today as todays_list
from analytics.risk import knew
from analytics.store import scores

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from analytics.cli.call import Call
    from analytics.contracts import RankedClient, TodayList
    from analytics.periods import AsOf
    from analytics.reports.this_week import ThisWeek
    from analytics.store import Database
    from analytics.store.scores import Run


def today(call: Call) -> Answer:
    """Who may be worth a hello, in order."""
    typed = call.arguments.as_of
    with call.opened() as database:
        as_of = when.as_of(database, typed, call.now)
        found = listed(database, as_of, call)
        week = _this_week(database, as_of, call.now if typed is None else as_of.instant)
    return Answer(
        data={
            "as_of": found.as_of.day,
            "data_as_of": found.data_as_of,
            "stale": found.is_stale,
            "mode": found.mode,
            "why": found.why,
            "scored_on": found.scored_on,
            "past": None if found.past is None else asdict(found.past),
            "capacity": found.capacity,
            "clients": [_ranked(client) for client in found.clients],
            "lapsed": [asdict(client) for client in found.lapsed],
            "never_came": [asdict(client) for client in found.never_came],
            "stuck": [_with_step(asdict(client)) for client in found.stuck],
            "expected_misses": asdict(week.expected) if week.expected else None,
            "bookings_mode": week.mode,
            "bookings": [asdict(booking) for booking in week.bookings],
        },
        lines=lambda: (*_told(found), *_told_of_bookings(week)),
    )


def listed(database: Database, as_of: AsOf, call: Call) -> TodayList:
    """Return the list as of the moment that was typed, or of now."""
    return todays_list(
        database,
        as_of,
        now=call.now,
        is_as_of_given=call.arguments.as_of is not None,
        run=_current(database, as_of, call.now),
    )


def _current(database: Database, as_of: AsOf, now: dt.datetime) -> Run | None:
    """Return what the model says at a moment; nothing of an empty practice."""
    if knew.is_empty(database):
        return None
    # Loads what fits models, which no other view needs.
    from analytics.risk import refresh  # noqa: PLC0415 - said above

    return refresh.current(database, as_of, now)


def _this_week(database: Database, as_of: AsOf, now: dt.datetime) -> ThisWeek:
    """Return the bookings ahead: of the stored run of that moment, else worked out."""
    model = scores.newest(database, "missed")
    if model is not None and model.known_s == as_of.seconds:
        stored = this_week.this_week(database, as_of, now=now)
        if stored is not None:
            return stored
    # Only here is anything loaded that fits models.
    from analytics.risk.missed import looking, prior  # noqa: PLC0415 - said above

    week = looking.look(database, as_of, prior.load())
    return this_week.of_week(database, week, now=now)


def _told_of_bookings(week: ThisWeek) -> Iterator[str]:
    if not week.bookings:
        return
    yield ""
    if week.expected is None:
        yield week.why
        return
    found = week.expected
    yield (
        f"Of {found.n} bookings until {week.until_day} about {round(found.expected)} "
        f"may be missed (between {found.low} and {found.high})."
    )
    for one in (one for one in week.bookings if one.is_worth_a_word):
        yield (
            f"   {output.minute(one.starts_at)} UTC  {output.plain(one.name)} "
            f"({one.client_id}): {one.about}"
        )


def _ranked(client: RankedClient) -> dict[str, object]:
    found = _with_step(asdict(client))
    return {
        "client_id": found.pop("client_id"),
        "name": found.pop("name"),
        "rank": found.pop("rank"),
        "on_list": found.pop("on_list"),
        "new": found.pop("is_new"),
        "by_rule": found.pop("is_by_rule"),
        "little_known": found.pop("is_little_known"),
        **found,
    }


def _with_step(found: dict[str, Any]) -> dict[str, Any]:
    return {**found, "next_step": step_json(found["next_step"])}


def step_json(step: dict[str, Any]) -> dict[str, Any]:
    """Return a step with no draft, in place of an empty one, where none is due."""
    return {**step, "draft": step["draft"] or None}


def _told(found: TodayList) -> Iterator[str]:
    if found.data_as_of is None:
        yield "Nothing has been imported yet. `python -m analytics import FILE` does."
        return
    data_from = output.day(found.data_as_of)
    yield f"As of {found.as_of.day}. Data are from {data_from}."
    yield today_words.ordered(found)
    if found.is_stale:
        yield "The data are old, so I may be wrong: a new export would tell more."
    listed = [client for client in found.clients if client.on_list]
    yield f"{len(listed) or 'Nobody'} may be worth a hello this week."
    if listed:
        yield today_words.expected(found, listed)
    # Whom the rule alone names stands beneath.
    for client in sorted(listed, key=lambda one: one.is_by_rule):
        yield from _named(client, found)
    for stuck in found.stuck:
        yield ""
        yield f"{output.plain(stuck.name)} ({stuck.client_id}) comes, but is stuck"
        yield f"   {stuck.why}"
        yield f"   {stuck.next_step.title}, until {stuck.next_step.due}"
    yield (
        f"{len(found.clients) - len(listed)} more are active, {len(found.lapsed)} went "
        f"quiet earlier, {len(found.never_came)} booked and never came."
    )


def _named(client: RankedClient, found: TodayList) -> Iterator[str]:
    yield ""
    yield f"{client.rank}. {output.plain(client.name)} ({client.client_id})"
    if client.is_by_rule:
        yield f"   {today_words.BY_RULE_ALONE}"
    elif said := today_words.how_quiet(client, found):
        yield f"   {said}"
    yield from (f"   {reason.text}" for reason in client.reasons)
    if client.changed:
        yield f"   {client.changed}"
    yield f"   {client.next_step.title}, until {client.next_step.due}"
    yield f"   {client.next_step.why}"
