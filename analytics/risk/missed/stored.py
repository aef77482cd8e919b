"""A look at the week as it is stored with a run, and read from there.

Names no client in the card. What pages show is worked out from these rows alone, so
that nothing which fits models is loaded for it.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from analytics.risk.card import finite
from analytics.risk.missed.based_on import said
from analytics.store.scores import BookingScore

if TYPE_CHECKING:
    from collections.abc import Mapping

    from analytics.risk.missed.week import Booking, Week


def booking_scores(week: Week) -> tuple[BookingScore, ...]:
    """Return the rows of a run: one an upcoming booking, by start."""
    return tuple(_row(one) for one in week.bookings)


def card(week: Week) -> dict[str, Any]:
    """Return the model card of a run.

    ``counted_by`` and ``miss_share`` are what the number of misses to be expected is
    worked out from; the rest says how the model was made and fared.
    """
    fitted = week.fitted
    found = {
        "counted_by": week.rung.counted_by,
        "miss_share": fitted.miss_share,
        "bookings": fitted.bookings,
        "misses": fitted.misses,
        "is_local": fitted.is_local,
        "shows_leads": fitted.shows_leads,
        "ridge": fitted.ridge,
        "coefficients": dict(
            zip(
                ("intercept", *fitted.scorer.columns),
                map(float, fitted.scorer.weights),
                strict=True,
            )
        ),
        "shift": fitted.scorer.shift,
        "check": asdict(week.rung.check) if week.rung.check else None,
        "record": asdict(week.record) if week.record else None,
        "expected": asdict(week.expected) if week.expected else None,
    }
    return {name: finite(value) for name, value in found.items()}


def _row(one: Booking) -> BookingScore:
    low, high = one.interval or (None, None)
    based_on: Mapping[str, Any] = {
        "starts_at": one.starts_at,
        "parts": [asdict(part) for part in one.based_on],
        "said": said(one.based_on),
        "is_worth_a_word": one.is_worth_a_word,
    }
    return BookingScore(
        one.session_id, one.client_id, one.probability, low, high, based_on
    )
