"""Lived lives as two tables: the sessions and the truth about each client."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from analytics.simulate.catalogue import INTRO_CALL, currency_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analytics.simulate.practice import Cast
    from analytics.simulate.slots import Slot

_MOMENTS = ("booked_at", "starts_at", "ends_at", "cancelled_at", "recorded_at")


def sessions_table(
    cast: Sequence[Cast], lives: Sequence[Sequence[Slot]], timezone: str
) -> pd.DataFrame:
    """Return one row a booked slot, by the time of booking.

    Parameters
    ----------
    cast, lives
        Each client, and at the same place their slots.
    timezone
        The zone of the slots' times; the table's are in UTC.
    """
    rows = [
        _session_row(client, one, slot)
        for client, (one, life) in enumerate(zip(cast, lives, strict=True))
        for slot in life
    ]
    table = pd.DataFrame(rows)
    for column in _MOMENTS:
        local = pd.to_datetime(table[column]).astype("datetime64[s]")
        table[column] = local.dt.tz_localize(timezone).dt.tz_convert("UTC")
    table = table.sort_values(["booked_at", "client", "number"], ignore_index=True)
    table["currency"] = currency_in(timezone)
    return _with_ids(table)


def _session_row(client: int, one: Cast, slot: Slot) -> dict[str, object]:
    return {
        "client": client,
        "number": slot.number,
        "replaces": slot.replaces,
        "client_id": one.person.email,
        "coach": one.coach.name,
        "tool": one.coach.tool,
        "service": slot.service.name,
        "package_sessions": slot.service.package_sessions,
        "booked_at": slot.booked_at,
        "booked_by": slot.booked_by,
        "starts_at": slot.starts_at,
        "ends_at": slot.ends_at,
        "duration_minutes": slot.service.duration_minutes,
        "outcome": slot.outcome,
        "cancelled_at": slot.cancelled_at,
        "cancelled_by": slot.cancelled_by,
        "recorded_at": slot.recorded_at,
        "price_cents": slot.service.price_cents,
        "reminder_strategy": slot.reminder,
    }


def _with_ids(table: pd.DataFrame) -> pd.DataFrame:
    """Give every slot an id, and name the slots it was moved from.

    ``moved_from_first`` is the first slot of a chain of moves, itself where
    nothing was moved: the tools that keep a moved row keep its id.
    """
    ids = [f"S{place:06d}" for place in range(1, len(table) + 1)]
    keys = list(zip(table["client"], table["number"], strict=True))
    id_of = dict(zip(keys, ids, strict=True))
    first: dict[str, str] = {}
    replaced: list[str | None] = []
    for (client, _), own, old in zip(keys, ids, table["replaces"], strict=True):
        before = None if pd.isna(old) else id_of[client, int(old)]
        replaced.append(before)
        # Booked later, so the slot it was moved from has been seen.
        first[own] = own if before is None else first[before]
    kept = table.drop(columns=["client", "number", "replaces"])
    kept["package_sessions"] = kept["package_sessions"].astype("Int64")
    kept.insert(0, "session_id", ids)
    kept["replaces_session_id"] = pd.Series(replaced, dtype="str")
    kept["moved_from_first"] = pd.Series(list(first.values()), dtype="str")
    for column in ("cancelled_by", "outcome"):
        kept[column] = kept[column].astype("str")
    return kept


def truth_table(
    cast: Sequence[Cast], sessions: pd.DataFrame, timezone: str
) -> pd.DataFrame:
    """Return one row a client, by client_id: who they are and what became of them."""
    table = pd.DataFrame([_truth_row(one) for one in cast])
    table["package_sessions"] = table["package_sessions"].astype("Int64")
    attended = sessions[sessions["outcome"] == "attended"]
    days = attended["starts_at"].dt.tz_convert(timezone).dt.tz_localize(None)
    by_client = days.dt.normalize().groupby(attended["client_id"])
    coaching = attended[attended["service"] != INTRO_CALL.name]
    table["first_session_on"] = table["client_id"].map(by_client.min())
    table["last_session_on"] = table["client_id"].map(by_client.max())
    for column, counted in (
        ("sessions_attended", attended),
        ("coaching_attended", coaching),
    ):
        counts = table["client_id"].map(counted.groupby("client_id").size())
        table[column] = counts.fillna(0).astype("int64")
    table["story"] = _as_it_turned_out(table)
    return table.sort_values("client_id", ignore_index=True)


def _as_it_turned_out(table: pd.DataFrame) -> pd.Series[str]:
    """Return the stories, put right where chance went against the script.

    A programme that holidays and moves stretched past the last day still goes
    on, and one that was finished is completed; somebody who left before any
    session took place never came, and whose first is still ahead is new.
    """
    package = table["package_sessions"]
    is_done = package.notna() & (table["coaching_attended"] >= package.fillna(0))
    is_unseen = table["sessions_attended"] == 0
    has_left = table["leaves_on"].notna() | (table["story"] == "never_came")
    return (
        table["story"]
        .mask((table["story"] == "completed") & ~is_done, "steady")
        .mask(is_done, "completed")
        .mask(is_unseen, "new")
        .mask(is_unseen & has_left, "never_came")
    )


def _truth_row(one: Cast) -> dict[str, object]:
    script = one.script
    decline = next((ebb for ebb in script.ebbs if not ebb.recovers), None)
    return {
        "client_id": one.person.email,
        "name": one.person.name,
        "phone": one.person.phone,
        "timezone": one.person.timezone,
        "coach": one.coach.name,
        "tool": one.coach.tool,
        "service": script.service.name,
        "package_sessions": script.service.package_sessions,
        "cadence_days": script.cadence_days,
        "habit": one.traits.habit,
        "story": script.story,
        "starts_on": pd.Timestamp(script.starts_on),
        "ebbs_from": pd.Timestamp(decline.first_on) if decline else pd.NaT,
        "leaves_on": pd.Timestamp(script.leaves_on) if script.leaves_on else pd.NaT,
        "returns_on": pd.Timestamp(script.returns_on) if script.returns_on else pd.NaT,
        "paused_from": pd.Timestamp(script.pause.first_on) if script.pause else pd.NaT,
        "paused_until": pd.Timestamp(script.pause.until_on) if script.pause else pd.NaT,
    }
