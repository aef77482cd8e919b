"""Random session logs, small and rich in collisions, for property tests."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from tests.support.log import Slot

if TYPE_CHECKING:
    from hypothesis.strategies import DrawFn

FIRST = dt.datetime(2026, 1, 1)  # noqa: DTZ001 - UTC without a zone, as in the store
DAYS = 90
OUTCOMES = (
    "attended",
    "attended",
    "attended",
    "no_show",
    "late_cancelled",
    "cancelled",
    "cancelled_by_coach",
    "rescheduled",
    "scheduled",
    "unknown",
)


def _written(moment: dt.datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M}"


@st.composite
def slots(draw: DrawFn) -> Slot:
    """Draw one slot; starts lie on a coarse grid, so that days and times collide."""
    start = FIRST + dt.timedelta(days=draw(st.integers(0, DAYS)), hours=12)
    booked = start - dt.timedelta(days=draw(st.integers(0, 30)))
    ended = booked + (start - booked) * draw(st.sampled_from([0.0, 0.5, 1.0]))
    replaced = ended + dt.timedelta(days=draw(st.integers(0, 3)))
    outcome = draw(st.sampled_from(OUTCOMES))
    is_off = outcome in {"late_cancelled", "cancelled", "rescheduled"}
    return Slot(
        client=draw(st.sampled_from(["anna", "ben", "cleo"])),
        starts=_written(start),
        outcome=outcome,
        booked=_written(booked),
        ended=_written(ended) if is_off else None,
        replaced=_written(replaced) if outcome == "rescheduled" else None,
        is_excused=draw(st.booleans()),
        session=f"s-{draw(st.integers(0, 2**40))}",
    )


def logs() -> st.SearchStrategy[list[Slot]]:
    """Draw a log."""
    return st.lists(slots(), max_size=25, unique_by=lambda slot: slot.session)


def moments() -> st.SearchStrategy[dt.datetime]:
    """Draw a moment inside the log's time, often a session's very start."""
    hours = st.integers(0, (DAYS + 10) * 2)
    return hours.map(lambda half_days: FIRST + dt.timedelta(hours=12 * half_days))
