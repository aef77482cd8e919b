"""*Rule + booking*: the order of the list while no model has earned its place.

A client's ratio is the days since the last session (known absences left out) over
the usual gap. Whoever has something booked comes after all who have not, still in
the order of their ratio. Thresholds and their source: docs/definitions.md.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from analytics.facts.standing import Place

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analytics.facts.standing import Paced, Where

Word = Literal["low", "raised", "high"]

BOOKED_FACTOR = 0.01
"""Not 0: that would throw away the order among those who have something booked."""

RAISED_RATIO = 1.25
HIGH_RATIO = 2.0


class Scored(NamedTuple):
    """A client of the active set with their place in the order."""

    row: int
    """Where the client stands among those given."""
    where: Where
    ratio: float
    """Days quiet over the usual gap; 1 is exactly the usual rhythm."""
    score: float
    """Higher comes first."""
    word: Word

    @property
    def is_worth_a_hello(self) -> bool:
        """Whether the name may stand on the list."""
        return self.word != "low"


def ranked(clients: Sequence[Paced], places: Sequence[Where]) -> list[Scored]:
    """Return the active set in order: highest score first.

    Of equal scores the longer silence comes first, then the client's id decides, so
    that the same facts always give the same order. Whoever has an ending in force
    is not ranked.

    Parameters
    ----------
    places
        Where each of the clients stands, in their order.
    """
    scored = [
        _scored(row, clients[row], where)
        for row, where in enumerate(places)
        if where.place is Place.ACTIVE and where.ending is None
    ]
    return sorted(scored, key=_order)


def word(ratio: float, *, is_booked: bool) -> Word:
    """Return how much quieter a client is; something booked clears."""
    if is_booked or ratio < RAISED_RATIO:
        return "low"
    return "high" if ratio >= HIGH_RATIO else "raised"


def last_slot_first(
    clients: Sequence[Paced], places: Sequence[Where], place: Place
) -> list[int]:
    """Return who stands on a quiet list: whose last slot is latest comes first.

    Who has a confirmed ending is on no list; *went quiet* and *unknown* confirm none.
    """
    rows = [
        row
        for row, where in enumerate(places)
        if where.place is place and _is_open(where)
    ]
    return sorted(
        rows, key=lambda row: (-clients[row].last_slot_s, clients[row].client_id)
    )


def _scored(row: int, client: Paced, where: Where) -> Scored:
    is_booked = client.sessions_ahead > 0
    ratio = (where.days_quiet or 0) / client.usual_gap_days
    return Scored(
        row=row,
        where=where,
        ratio=ratio,
        score=ratio * BOOKED_FACTOR if is_booked else ratio,
        word=word(ratio, is_booked=is_booked),
    )


def _order(scored: Scored) -> tuple[float, int, str]:
    return -scored.score, -(scored.where.days_quiet or 0), scored.where.client_id


def _is_open(where: Where) -> bool:
    return where.ending is None or where.ending.what in {"drifted", "unknown"}
