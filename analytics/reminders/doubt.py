"""What a hidden cause could have done: nothing in the data can rule it out.

Two answers. The E-value (VanderWeele and Ding 2017, Ann. Intern. Med. 167:268): how
many times likelier something hidden would have to make both the reminder and the
outcome, to leave nothing of the difference. And a yardstick from the practice itself:
how far the difference moves when the strongest thing that is known is kept from the
models, for something hidden may weigh as much (in the spirit of Cinelli and Hazlett
2020, J. R. Stat. Soc. B 82:39).
"""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

from analytics.reminders import aipw
from analytics.reminders.contracts import Estimate

if TYPE_CHECKING:
    from analytics.reminders.aipw import Fit
    from analytics.reminders.arms import Arms


def e_value(baseline_share: float, interval: Estimate) -> float | None:
    """Return the E-value of the interval's end nearest 0; ``None`` where it holds 0.

    Parameters
    ----------
    baseline_share
        The outcome's share under the baseline.
    interval
        Of the difference to it.
    """
    if interval.low <= 0 <= interval.high or not 0 < baseline_share < 1:
        return None
    nearest = min(interval.low, interval.high, key=abs)
    nearest_share = min(max(baseline_share + nearest, 1e-6), 1.0)
    ratio = nearest_share / baseline_share
    ratio = 1 / ratio if ratio < 1 else ratio
    return ratio + math.sqrt(ratio * (ratio - 1))


def as_strong_as(arms: Arms, fit: Fit, name: str, reach: float) -> Estimate:
    """Return where the truth could lie if something hidden weighed as much.

    Parameters
    ----------
    name
        The covariate that is taken as the yardstick (`raw.strongest`).
    reach
        Half the width of the difference's interval.
    """
    blind = aipw.fit(replace(arms, features=arms.features.without(name)))
    shift = abs(blind.difference - fit.difference)
    return Estimate(
        fit.difference,
        fit.difference - reach - shift,
        fit.difference + reach + shift,
    )
