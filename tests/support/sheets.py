"""The fullest sheets there can be: every list at its limit, every text long."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from analytics.attendance.clustered import Clustered
from analytics.attendance.spans import Counted, Span
from analytics.contracts import Outcome
from analytics.importing.changed import SessionChange
from analytics.intervals import wilson_interval
from analytics.periods import AsOf
from analytics.quality import monday
from analytics.reports import client_report as reports_client
from analytics.reports import client_report_words, digest
from analytics.reports.client_report import ClientReport, Promise, Slot
from analytics.reports.digest import Asked, Digest, Look, Since
from analytics.reports.digest_follow_ups import FollowUp
from analytics.reports.digest_return import ReturnRow
from analytics.reports.digest_weeks import Week, Weeks

if TYPE_CHECKING:
    from collections.abc import Sequence

MONDAY: Final = dt.date(2026, 11, 23)
AT: Final = dt.datetime(2026, 11, 20, 17)  # noqa: DTZ001 - UTC, as the store keeps it
HOSTILE: Final = (
    '<img src=http://evil.example/a.png onerror=alert(1)> "& www.evil.example'
)
LONG: Final = "Maximiliana-Theodora von und zu Hohenfels-Waldenbuch"

FACTS: Final = (
    "Nothing booked; 128 days since the last session, usually 14.",
    "Sessions missed, cancelled or moved of late. Booked 3 weeks ahead before.",
)
WHY: Final = (
    "If they did not come, they have been away so long that they would stand under "
    "“went quiet” and no longer on this week’s list."
)


def full_digest(*, coach: str | None = None, name: str = LONG) -> Digest:
    """Return a Monday page on which nothing more fits."""
    step = "Offer other times or another kind of session"
    most = digest.OF_COACH if coach else digest.OF_PRACTICE
    return Digest(
        as_of=AsOf.at(AT, "Europe/Zurich"),
        today=MONDAY,
        zone_name="Europe/Zurich",
        data_as_of=AT,
        is_stale=True,
        coach=coach,
        looks=tuple(
            Look(f"c{i}", name, coach, True, False, FACTS, step, MONDAY)
            for i in range(most.names)
        ),
        looks_more=12,
        changed=Since(
            since=MONDAY - dt.timedelta(days=7),
            counts=dict.fromkeys(
                ("missing", "cancelled", "moved", "outcome", "new"), 9
            ),
            sessions=tuple(_change(name) for _ in range(most.changes)),
        ),
        asked=tuple(
            Asked(f"c{i}", name, f"s{i}", AT, None, WHY) for i in range(most.questions)
        ),
        weeks=Weeks(
            weeks([(9, 1)] * 12 + [(2, 0)]),
            Span(MONDAY - dt.timedelta(weeks=12), MONDAY),
            Counted(Clustered(108, 120, 12, 972, 1080, 1200), 12, 9, 3),
        ),
        follow_ups=tuple(
            FollowUp(f"c{i}", name, MONDAY, "Contacted on 12 Nov: did they answer?")
            for i in range(most.follow_ups)
        ),
        follow_ups_more=4,
        missing=("74% of past cancellations without a time; 39 may have been late.",)
        * 5,
        to_return=tuple(
            ReturnRow(
                f"s{i}" if i < monday.RETURN_SESSIONS else None,
                f"c{i}",
                name,
                AT if i < monday.RETURN_SESSIONS else None,
            )
            for i in range(monday.RETURN_SESSIONS + most.names)
        )
        if coach
        else (),
    )


def weeks(counts: Sequence[tuple[int, int]]) -> tuple[Week, ...]:
    """Return weeks with so many attended and missed, the last one open."""
    first = MONDAY - dt.timedelta(weeks=len(counts) - 1)
    return tuple(
        Week(
            first_day=first + dt.timedelta(weeks=place),
            is_open=place == len(counts) - 1,
            attended=attended,
            presumed=1,
            n=attended + missed,
            unknown=0,
            interval=wilson_interval(attended, attended + missed),
        )
        for place, (attended, missed) in enumerate(counts)
    )


def full_report(*, name: str = LONG) -> ClientReport:
    """Return a client's report on thirty years of weekly sessions."""
    days = [MONDAY - dt.timedelta(weeks=back) for back in range(30 * 52, -1, -1)]
    kept = tuple(_slot(day, Outcome.ATTENDED) for day in days)
    promises = client_report_words.PROMISES + 3
    return ClientReport(
        client_id="c1",
        name=name,
        coach=LONG,
        zone_name="Europe/Zurich",
        as_of=AsOf.at(AT, "Europe/Zurich"),
        from_day=days[0],
        until_day=MONDAY,
        kept=kept,
        moved=kept[:40],
        not_held=kept[:3],
        called_off_by_coach=kept[:2],
        not_known=kept[:1],
        ahead=kept[: reports_client.AHEAD],
        rhythm_days=7.0,
        programme=(5, 8),
        promises=tuple(
            Promise(False, WHY, MONDAY, MONDAY, MONDAY if done else None, done)
            for done in (True, False)
            for _ in range(promises)
        ),
    )


def _slot(day: dt.date, outcome: str) -> Slot:
    starts = dt.datetime.combine(day, dt.time(9))
    return Slot(starts, day, "Coaching", LONG, outcome, True, starts)


def _change(name: str) -> SessionChange:
    return SessionChange(
        what="moved",
        client_id="c1",
        client=name,
        session_id="s1",
        source="calendly",
        coach=None,
        service=None,
        starts_at=AT,
        moved_from=AT - dt.timedelta(days=3),
        outcome="scheduled",
        since=AT,
        exported_at=AT,
    )


def full_record(*, name: str = LONG) -> ClientReport:
    """Return a record as long as there can be."""
    found = full_report(name=name)
    held = tuple(
        reports_client.Held(slot, (AT, AT))
        for slot in found.kept[-reports_client.MOST_SESSIONS :]
    )
    return replace(found, sessions=held)
