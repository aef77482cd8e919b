"""Write a session log straight into a practice, for tests that begin after the import.

Times are written as ``2026-01-05 10:00``, local to the practice; every value that a
test does not name has the plainest one.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pandas as pd

from analytics.periods import day_number, utc_naive, zone
from analytics.store import settings as stored_settings

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from analytics.store import Database

_OPEN = frozenset({"scheduled", "unknown"})
_CALLED_OFF = frozenset(
    {"late_cancelled", "cancelled", "cancelled_by_coach", "rescheduled"}
)


@dataclass(frozen=True)
class Slot:
    """One session as the log holds it."""

    client: str
    starts: str
    outcome: str = "attended"
    basis: str | None = None
    """``recorded``, or ``none`` where the outcome is open."""
    booked: str | None = None
    """When the slot became known; at its start where this is left out."""
    ended: str | None = None
    """When a cancellation became known; at the start where this is left out."""
    replaced: str | None = None
    """When the slot it was moved to became known."""
    coach: str | None = "Ada"
    service: str | None = "Coaching"
    price_cents: int | None = None
    currency: str | None = None
    is_excused: bool = False
    package_sessions: int | None = None
    session: str | None = None
    """The session's id; made of client and start where this is left out."""


def weekly(client: str, first: str, count: int, *, days: int = 7) -> list[Slot]:
    """Return attended sessions at one hour, so many days apart."""
    start = dt.datetime.fromisoformat(first)
    steps = (start + dt.timedelta(days=days * i) for i in range(count))
    return [Slot(client, f"{step:%Y-%m-%d %H:%M}") for step in steps]


def ahead(client: str, starts: str, booked: str) -> Slot:
    """Return a slot that is booked and still open."""
    return Slot(client, starts, "scheduled", booked=booked)


def write(
    database: Database,
    slots: Iterable[Slot],
    *,
    exported: str | None = None,
    zone_name: str = "UTC",
    names: Mapping[str, str] | None = None,
    settings: Mapping[str, str] | None = None,
) -> None:
    """Add sessions, their clients and one import of them."""
    rows = [row(slot, zone_name) for slot in slots]
    with database.write() as cursor:
        stored_settings.put(cursor, "timezone", zone_name)
        for key, value in (settings or {}).items():
            stored_settings.put(cursor, key, value)
        _insert(cursor, "sessions", rows)
        _insert(cursor, "clients", _clients(rows, names or {}))
        if exported is not None:
            _insert(cursor, "imports", [_import(exported, zone_name)])


def utc(local: str, zone_name: str = "UTC") -> dt.datetime:
    """Return a local time as UTC without a zone."""
    moment = dt.datetime.fromisoformat(local).replace(tzinfo=zone(zone_name))
    return utc_naive(moment)


def row(slot: Slot, zone_name: str = "UTC") -> dict[str, object]:
    """Return a slot as a row of the table."""
    starts_at = utc(slot.starts, zone_name)
    local = dt.datetime.fromisoformat(slot.starts)
    ended_at = utc(slot.ended, zone_name) if slot.ended else starts_at
    basis = "none" if slot.outcome in _OPEN else "recorded"
    return {
        "session_id": slot.session or f"{slot.client}@{slot.starts}",
        "source": "template",
        "client_id": slot.client,
        "coach": slot.coach,
        "service": slot.service,
        "starts_at": starts_at,
        "starts_day": day_number(local.date()),
        "starts_hour": local.hour,
        "zone": zone_name,
        "booked_at": utc(slot.booked, zone_name) if slot.booked else None,
        "slot_known_at": utc(slot.booked, zone_name) if slot.booked else starts_at,
        "outcome": slot.outcome,
        "outcome_basis": slot.basis or basis,
        "is_excused": slot.is_excused,
        "outcome_known_at": ended_at,
        "cancelled_at": ended_at if slot.outcome in _CALLED_OFF else None,
        "replaced_known_at": utc(slot.replaced, zone_name) if slot.replaced else None,
        "price_cents": slot.price_cents,
        "currency": slot.currency,
        "package_sessions": slot.package_sessions,
        "import_id": "i-1",
        "last_seen_at": starts_at,
    }


def moved(slot: Slot, *, seen: str) -> Slot:
    """Return a slot as one that was moved, which was seen at a time."""
    return replace(slot, outcome="rescheduled", ended=seen, replaced=seen)


@dataclass(frozen=True)
class Promise:
    """One promise as a homework list made on a day shows it."""

    client: str
    due: str
    done: str | None = None
    """When it was done, as ``2026-01-05 10:00``."""
    is_done: bool | None = None
    """Said by tools that do not say when; ``None``: as `done` says."""
    owner: str = "client"
    given: str | None = None
    exported: str = "2026-06-01 08:00"
    key: str | None = None
    """The same promise in several exports has one key."""


def write_promises(database: Database, promises: Iterable[Promise]) -> None:
    """Add promises as the importer keeps them: each version, and what is newest."""
    versions = [_version(one) for one in promises]
    newest: dict[object, Mapping[str, object]] = {}
    for version in sorted(versions, key=lambda one: str(one["exported_at"])):
        newest[version["action_key"]] = version
    kept = [
        {
            "action_id": key,
            "client_id": one["given_id"],
            "known_at": one["exported_at"],
            **{
                name: value
                for name, value in one.items()
                if name not in {"action_key", "given_id", "exported_at"}
            },
        }
        for key, one in newest.items()
    ]
    with database.write() as cursor:
        _insert(cursor, "action_versions", versions)
        _insert(cursor, "actions", kept)


def write_since(
    database: Database, since: Mapping[str, str], *, exported: str = "2026-01-01 00:00"
) -> None:
    """Add a client list that says since when people are clients."""
    rows = [
        {
            "import_id": "i-list",
            "exported_at": utc(exported),
            "source": "clients",
            "list_key": client,
            "person_id": f"person-{client}",
            "since_date": dt.date.fromisoformat(day),
        }
        for client, day in since.items()
    ]
    people = [
        {"person_id": f"person-{client}", "client_id": client} for client in since
    ]
    with database.write() as cursor:
        _insert(cursor, "list_versions", rows)
        _insert(cursor, "row_people", people)


def _version(promise: Promise) -> dict[str, object]:
    is_done = promise.done is not None if promise.is_done is None else promise.is_done
    return {
        "import_id": f"i-{promise.exported}",
        "exported_at": utc(promise.exported),
        "source": "homework",
        "action_key": promise.key or f"{promise.client}@{promise.due}",
        "given_id": promise.client,
        "owner": promise.owner,
        "given_at": utc(promise.given) if promise.given else None,
        "due_date": dt.date.fromisoformat(promise.due),
        "done_at": utc(promise.done) if promise.done else None,
        "is_done": is_done,
    }


def _clients(
    rows: Iterable[Mapping[str, object]], names: Mapping[str, str]
) -> list[dict[str, object]]:
    ids = sorted({str(row["client_id"]) for row in rows})
    return [{"client_id": id_, "display_name": names.get(id_, id_)} for id_ in ids]


def _import(exported: str, zone_name: str) -> dict[str, object]:
    at = utc(exported, zone_name)
    counts = ("rows", "accepted", "duplicate", "refused", "ignored", "new", "changed")
    return {
        "import_id": f"i-{exported}",
        "file_name": "log.csv",
        "tool": "template",
        "variant": "",
        "source": "template",
        "confidence": "verified",
        "sha256": "",
        "timezone": zone_name,
        "exported_at": at,
        "imported_at": at,
        "warnings": [],
        **{f"count_{name}": 0 for name in counts},
    }


def _insert(cursor: object, table: str, rows: Sequence[Mapping[str, object]]) -> None:
    if not rows:
        return
    columns = ", ".join(rows[0])
    cursor.register("given", pd.DataFrame(rows, columns=list(rows[0])))  # type: ignore[attr-defined]
    cursor.execute(  # type: ignore[attr-defined]
        f"insert into {table} ({columns}) select {columns} from given"  # noqa: S608 - own names
    )
    cursor.unregister("given")  # type: ignore[attr-defined]
