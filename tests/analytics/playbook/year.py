"""One practice's file of a year: twenty clients, each with a story of their own."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from analytics import importing
from analytics.store import (
    entries,
    follow_ups,
    outcomes,
    promises,
    pulses,
    remarks,
)
from tests.analytics.small_practice import HEADER

if TYPE_CHECKING:
    from pathlib import Path

    from analytics.store import Database

ZONE = "Europe/Zurich"
NOW = dt.datetime(2026, 11, 16, 8, 0)  # noqa: DTZ001 - the store's times are UTC without a zone
"""The file is exported then: the year is walked through in it, a day at a time."""

NAMES = {
    "anna": "Anna Zwirbelbach",
    "bela": "Béla Örkény",
    "cora": "Cora Lind",
    "dina": "Dina Aal",
    "edda": "Edda Brook",
    "finn": "Finn Moor",
    "gita": "Gita Rao",
    "hugo": "Hugo Vale",
    "iris": "Iris Fenn",
    "jona": "Jona Berg",
    "kira": "Kira Noll",
    "lars": "Lars Weg",
    "mona": "Mona Tal",
    "nils": "Nils Ufer",
    "olga": "Olga Stein",
    "paul": "Paul Hain",
    "quin": "Quin Adler",
    "rosa": "Rosa Duarte",
    "sven": "Sven Quell",
    "tara": "Tara Fels",
}


def day(text: str) -> dt.date:
    """Return a day of 2026, written as ``03-02``."""
    return dt.date.fromisoformat(f"2026-{text}")


def mondays(first: str, count: int) -> list[str]:
    start = day(first)
    days = (start + dt.timedelta(weeks=number) for number in range(count))
    return [f"{one:%m-%d}" for one in days]


def slot(
    client: str,
    on: str,
    status: str = "attended",
    *,
    booked: str = "01-02",
    ended: str = "",
    by: str = "",
    replaces: str = "",
    planned: str = "",
) -> str:
    """Return a row of the file: ten o'clock, an hour, with Ada."""
    cancelled = f"2026-{ended}:00+01:00" if ended else ""
    before = f"{client}-{replaces}" if replaces else ""
    service = "Programme" if planned else "Coaching"
    return (
        f"{client}-{on},{client},{NAMES[client]},{client}@example.org,Ada,{service},"
        f"2026-{on}T10:00:00+01:00,60,2026-{booked}T09:00:00+01:00,{status},"
        f"{cancelled},{by},{before},90.00,EUR,,{planned}"
    )


def came(client: str, days: list[str], **more: str) -> list[str]:
    return [slot(client, on, **more) for on in days]


EIGHT = mondays("01-05", 8)
"""The Mondays from 5 January to 23 February."""
NINE = mondays("01-05", 9)
"""And 2 March."""

ROWS = [
    *came("anna", EIGHT),
    slot("anna", "03-02", "no_show"),
    slot("anna", "03-09"),
    *came("bela", EIGHT),
    slot("bela", "03-02", "no_show"),
    slot("bela", "03-09", "no_show"),
    *came("cora", EIGHT),
    slot("cora", "03-02", "rescheduled", ended="02-27T10:00", by="client"),
    slot(
        "cora", "03-04", "rescheduled",
        booked="02-27", ended="03-03T10:00", by="client", replaces="03-02",
    ),
    slot(
        "cora", "03-06", "rescheduled",
        booked="03-03", ended="03-05T10:00", by="client", replaces="03-04",
    ),
    slot("cora", "03-12", booked="03-05", replaces="03-06"),
    *came("dina", EIGHT),
    slot("dina", "03-02", "late_cancelled", ended="03-02T08:00", by="client"),
    *came("edda", NINE),
    *(
        slot("edda", on, "cancelled", ended="03-04T10:00", by="client")
        for on in mondays("03-09", 3)
    ),
    *came("finn", NINE),
    *came("gita", ["01-05", "01-12", "01-26", "02-16"]),
    *came("hugo", mondays("01-05", 20)),
    *came("iris", NINE),
    *came("jona", EIGHT),
    slot("jona", "03-02", "cancelled_by_coach", ended="02-28T10:00", by="coach"),
    slot("jona", "03-09", "cancelled_by_coach", ended="03-07T10:00", by="coach"),
    slot("jona", "03-16"),
    *came("kira", mondays("01-05", 12)),
    *came("lars", mondays("01-05", 6), planned="6"),
    *came("mona", EIGHT),
    *came("nils", mondays("01-05", 5)),
    *came("olga", mondays("01-05", 12)),
    *came("paul", mondays("01-05", 12)),
    *came("quin", EIGHT),
    *came("rosa", EIGHT),
    *came("sven", mondays("01-05", 5)),
    slot("sven", "10-12", booked="10-05"),
    slot("tara", "03-02", "no_show", booked="02-20"),
]  # fmt: skip


def fill(database: Database, folder: Path) -> None:
    """Import the file, and enter what happened beside the sessions."""
    path = folder / "year.csv"
    path.write_text("\n".join((HEADER, *ROWS)) + "\n", "utf-8")
    options = importing.ImportOptions(timezone=ZONE, exported_at=NOW)
    report = importing.import_file(database, path, now=NOW, options=options)
    assert (report.accepted, report.refused) == (len(ROWS), 0)
    _enter_sessions(database)
    _enter_steps(database)
    _enter_standings(database)


def _enter_sessions(database: Database) -> None:
    ill = outcomes.Said("dina-03-02", "late_cancelled", excused="ill")
    outcomes.confirm(database, [ill], on=day("03-02"), now=NOW)
    for number, on in enumerate(mondays("01-05", 8)):
        told = promises.Told(
            "client", "A walk", due_date=day(on) + dt.timedelta(days=3)
        )
        made = promises.add(
            database, "hugo", told, session_id=f"hugo-{on}", on=day(on), now=NOW
        )
        if number == 0:
            promises.settle(database, made, "done", on=day("01-08"), now=NOW)
    for on, progress in (("02-16", 3), ("02-23", 3), ("03-02", 2)):
        pulses.add(database, f"iris-{on}", goal_progress=progress, on=day(on), now=NOW)
    owed = promises.Told("coach", "the worksheet", due_date=day("03-05"))
    promises.add(database, "kira", owed, on=day("03-02"), now=NOW)


def _enter_steps(database: Database) -> None:
    def took(client: str, step: str, on: str, result: str | None = None) -> None:
        entries.add_follow_up(
            database, client, step=step, on=day(on), result=result, now=NOW
        )

    took("hugo", "talk_about_it", "02-10")
    took("lars", "celebrate", "02-20")
    took("nils", "say_hello", "02-20", "no_answer")
    took("nils", "stay_in_touch", "03-02")
    took("nils", "enough_for_now", "03-10")
    took("bela", "understand_why", "03-11")
    for client, kind in (("olga", "wants_to_stop"), ("paul", "worried")):
        remarks.add(database, client, kind, on=day("03-03"), now=NOW)
    follow_ups.plan(
        database, "finn", "new_goal", on=day("03-16"), due=day("03-20"), now=NOW
    )


def _enter_standings(database: Database) -> None:
    entries.add_absence(database, "mona", day("03-02"), day("03-23"), now=NOW)
    for client, standing, on, more in (
        ("lars", "completed", "02-21", {"may_contact": True}),
        (
            "quin",
            "ended_by_client",
            "03-03",
            {"may_return": "no", "may_contact": True, "decided_by": "client"},
        ),
        ("rosa", "handed_over", "03-03", {"to_whom": "Ben", "until": day("05-04")}),
    ):
        entries.add_ending(database, client, standing, on=day(on), now=NOW, **more)
