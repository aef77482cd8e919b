"""The lines of Today: a client of the order, and a client of a quiet list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analytics.contracts import QuietClient, RankedClient, Reason
from analytics.periods import from_epoch_seconds
from analytics.risk import evidence as evidence_
from analytics.risk import reasons
from analytics.risk.contributions import MOST_NAMED
from analytics.risk.scorer import in_ten

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Mapping, Sequence

    from analytics.contracts import Contact
    from analytics.facts.clients import Client
    from analytics.facts.standing import Where
    from analytics.reports.next_steps import NextSteps
    from analytics.risk.evidence import Evidence
    from analytics.risk.reasons import Rhythm
    from analytics.risk.rule import Scored
    from analytics.store.scores import Score

_FEW_CLIENTS = 5
"""With fewer, an empty diary is likely to be just that."""


@dataclass(frozen=True)
class About:
    """What is known beside the order itself."""

    clients: Sequence[Client]
    evidence: Mapping[str, Evidence]
    """Of the clients worth a hello: nobody needs to know the habits of the others."""
    held_back: Mapping[str, str]
    contacts: Mapping[str, Contact]
    """Of the last four weeks."""
    on_list: Collection[str]
    by_rule_only: Collection[str]
    before: Collection[str]
    """Who was on the list a week earlier."""
    said: Mapping[str, Score]
    """What a model says; empty by rule."""
    is_percent: bool
    """Whether its numbers may be shown."""
    next_steps: NextSteps


def ranked(order: Sequence[Scored], about: About) -> tuple[RankedClient, ...]:
    """Return the ranked clients, first rank first."""
    is_shown = any(client.sessions_ahead for client in about.clients)
    shows_bookings = is_shown or len(order) < _FEW_CLIENTS
    return tuple(
        _ranked(rank, scored, about, shows_bookings=shows_bookings)
        for rank, scored in enumerate(order, start=1)
    )


def quiet(
    clients: Sequence[Client], places: Sequence[Where], rows: Sequence[int]
) -> tuple[QuietClient, ...]:
    """Return the clients of a quiet list, in the order of `rows`."""
    return tuple(_quiet(clients[row], places[row]) for row in rows)


def _rhythm(client: Client, where: Where) -> reasons.Rhythm:
    days_since_last = client.days_since_last or 0
    days_quiet = days_since_last if where.days_quiet is None else where.days_quiet
    return reasons.Rhythm(
        days_since_last=days_since_last,
        last_session_id=client.last_session_id,
        own_gap_days=client.own_gap_days,
        sessions_attended=client.sessions_attended,
        is_booked=client.sessions_ahead > 0,
        is_last_unknown=(client.last_unknown_s or 0) > (client.last_attended_s or 0),
        days_not_counted=days_since_last - days_quiet,
        absences=where.absences,
    )


def _ranked(
    rank: int, scored: Scored, about: About, *, shows_bookings: bool
) -> RankedClient:
    client = about.clients[scored.row]
    client_id = client.client_id
    evidence = about.evidence.get(client_id, evidence_.NOTHING)
    rhythm = _rhythm(client, scored.where)
    on_list = client_id in about.on_list
    said = about.said.get(client_id)
    likely = said if about.is_percent else None
    facts = reasons.reasons(rhythm, evidence, shows_bookings=shows_bookings)
    return RankedClient(
        client_id=client_id,
        name=client.name,
        coach=client.coach,
        service=client.service,
        rank=rank,
        on_list=on_list,
        is_new=on_list and client_id not in about.before,
        is_by_rule=client_id in about.by_rule_only,
        held_back=about.held_back.get(client_id),
        contact=about.contacts.get(client_id),
        probability=None if likely is None else likely.probability,
        interval=_interval(likely),
        in_ten=_in_ten(likely),
        word=scored.word,
        days_since_last=rhythm.days_since_last,
        usual_gap_days=client.usual_gap_days,
        is_little_known=rhythm.is_little_known,
        last_attended_at=from_epoch_seconds(client.last_attended_s or 0),
        next_booked_at=_instant(client.next_booked_s),
        reasons=_reasons(said, rhythm, facts),
        changed=None if said is None else said.changed,
        next_step=about.next_steps.of(
            client,
            scored.where,
            "high" if client_id in about.by_rule_only else scored.word,
        ),
        strip=client.strip,
    )


def _interval(said: Score | None) -> tuple[float, float] | None:
    if said is None or said.low is None or said.high is None:
        return None
    return said.low, said.high


def _in_ten(said: Score | None) -> str | None:
    interval = _interval(said)
    return None if interval is None else in_ten(*interval)


def _reasons(
    said: Score | None, rhythm: Rhythm, facts: Sequence[Reason]
) -> tuple[Reason, ...]:
    """Return what the model's score is based on; without one, the facts.

    Where nothing stands out for the model, the first facts are all there is to say.
    """
    if said is None:
        return tuple(facts)
    named = said.based_on.get("named", ())
    if not named:
        return tuple(facts[:MOST_NAMED])
    found = [Reason(str(one["text"]), tuple(one["sessions"])) for one in named]
    not_counted = reasons.not_counted(rhythm)
    if not_counted is not None:
        found[0] = Reason(f"{found[0].text} {not_counted.text}", found[0].sessions)
    return tuple(found)


def _quiet(client: Client, where: Where) -> QuietClient:
    return QuietClient(
        client_id=where.client_id,
        name=client.name,
        coach=client.coach,
        service=client.service,
        last_attended_at=_instant(client.last_attended_s),
        last_booked_at=_instant(client.last_slot_s),
        days_since_last=client.days_since_last,
        usual_gap_days=None if client.own_gap_days is None else client.usual_gap_days,
        sessions_attended=client.sessions_attended,
        standing=where.standing,
    )


def _instant(seconds: int | None) -> dt.datetime | None:
    return None if seconds is None else from_epoch_seconds(seconds)
