"""The curve against invented practices whose truth is known.

People begin all the time, come every week or every fortnight and one day stop, some
soon and some late. The log shows a window of that. How many would have been there on
each day, had everybody been watched to the end, is counted from the whole story.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pytest

from analytics.facts.entered import Entered
from analytics.periods import day_of_number
from analytics.retention.curve import Curve, curve
from analytics.retention.lives import Lives, lives
from analytics.retention.spells import Story, told
from tests.analytics.retention.life_steps import CHANCE

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Days = NDArray[np.float64]

LOG_DAY = 1_500
TODAY = 2_100
CLIENTS = 20_000
LOOKED_AT = (60, 120, 240, 400)


@dataclass(frozen=True)
class Truth:
    """Everybody's whole story."""

    gap: Days
    """Days between two sessions."""
    first: Days
    last: Days
    """The last session of all."""


@pytest.fixture(scope="module")
def truth() -> Truth:
    rng = np.random.default_rng(CHANCE)
    gap = rng.choice([7.0, 14.0], CLIENTS)
    first = rng.integers(0, TODAY, CLIENTS).astype(float)
    stays = rng.choice([60.0, 500.0], CLIENTS)
    sessions = rng.geometric(1 - np.exp(-gap / stays))
    return Truth(gap, first, first + gap * (sessions - 1))


def horizon(truth: Truth) -> Days:
    return np.maximum(3 * truth.gap, 28)


def still_there(truth: Truth, day: int) -> float:
    """Return the share not yet gone: the silence had not outlasted the horizon."""
    return float((truth.last + horizon(truth) + 1 - truth.first > day).mean())


def story(truth: Truth, *, is_list_there: bool) -> Story:
    """Return what the log shows on `TODAY` of who came since `LOG_DAY`."""
    seen_last = np.where(
        truth.last <= TODAY,
        truth.last,
        TODAY - (TODAY - truth.first) % truth.gap,
    )
    begins_in = np.maximum(truth.first, LOG_DAY + (truth.first - LOG_DAY) % truth.gap)
    seen = (truth.first <= TODAY) & (seen_last >= LOG_DAY)
    rows = pd.DataFrame(
        {
            "client_id": [f"c{place}" for place in np.flatnonzero(seen)],
            "coach": "Ada",
            "service": "Coaching",
            "source": "template",
            "last_coach": "Ada",
            "first_day": begins_in[seen].astype("int64"),
            "log_day": LOG_DAY,
            "since_day": truth.first[seen] if is_list_there else np.nan,
            "last_attended_day": seen_last[seen].astype("int64"),
            "sessions_attended": 1,
            "is_booked": False,
            "is_programme_completed": False,
            "is_last_unknown": False,
            "usual_gap_days": truth.gap[seen],
            "booked_until_day": np.nan,
        }
    )
    nothing = Entered(
        day=day_of_number(TODAY), endings={}, contacts={}, set_asides={}, absences=[]
    )
    return Story(rows, nothing, TODAY, LOG_DAY)


def drawn(known: Lives) -> Curve:
    return curve(known, known.is_not_kept(unconfirmed=True))


def errors(found: Curve, truth: Truth) -> list[float]:
    """Return how far the curve lies above the truth on each day looked at."""
    return [_value(found, day) - still_there(truth, day) for day in LOOKED_AT]


def _value(found: Curve, day: int) -> float:
    point = found.at(day)
    assert point is not None
    return point.value


def standard_errors(found: Curve) -> Days:
    points = [found.at(day) for day in LOOKED_AT]
    widths = [(p.high or 1) - (p.low or 0) for p in points if p is not None]
    return np.array(widths) / 3.92


@pytest.mark.parametrize("is_list_there", [False, True])
def test_the_curve_is_the_truth(truth: Truth, *, is_list_there: bool) -> None:
    found = drawn(lives(told(story(truth, is_list_there=is_list_there))))

    # Within three standard errors on every day: these are below one point.
    assert (np.abs(errors(found, truth)) < 3 * standard_errors(found)).all()
    assert (standard_errors(found) < 0.01).all()


class TestWhatWouldMislead:
    """Each of these was an easier way; none of them is the truth."""

    def test_the_last_session_as_the_day_of_leaving(self, truth: Truth) -> None:
        # Who is silent but not yet gone stays in the count until today, who is gone
        # left it earlier: nobody who was lost lately is counted as lost.
        found = told(story(truth, is_list_there=True))
        is_gone = found["ending"].notna()
        moved = found.assign(
            seen_day=found["seen_day"].mask(is_gone, found["last_attended_day"])
        )
        naive = drawn(lives(moved[moved["entry_day"] <= moved["seen_day"]]))
        true = [float((truth.last - truth.first > day).mean()) for day in LOOKED_AT]

        above = np.array([_value(naive, day) for day in LOOKED_AT]) - true

        assert above.max() > 0.02

    def test_whoever_was_on_board_counted_from_their_start(self, truth: Truth) -> None:
        known = lives(told(story(truth, is_list_there=True)))
        naive = drawn(replace(known, entry=np.full(len(known), -0.5)))

        assert min(errors(naive, truth)) > 0.05

    def test_whoever_was_on_board_counted_as_new(self, truth: Truth) -> None:
        shown = story(truth, is_list_there=False)
        everybody = told(shown).assign(is_start_known=True)

        naive = drawn(lives(everybody))

        # Those who stay long are those on board.
        assert min(errors(naive, truth)) > 0.03
