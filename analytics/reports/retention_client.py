"""*Do clients stay?* for one client, and who came back: sentences and cards.

A sentence about one client describes others; it says nothing of how this one goes on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from analytics.charts import retention_client as charts
from analytics.charts.card import Card, Column
from analytics.reports.scoreboard import in_ten
from analytics.retention import alike as others
from analytics.retention.lives import days_of
from analytics.words import counted

if TYPE_CHECKING:
    import pandas as pd

    from analytics.retention.alike import Alike

_LENGTH_NAMES: Final = (
    "under 6 weeks",
    "6 to 13 weeks",
    "3 to 6 months",
    "6 to 12 months",
    "over a year",
)
"""In the order of `analytics.retention.returners.LENGTHS_DAYS`."""

_LIKE: Final = """
**Clients like this** are all other clients whose first session was of the same service,
at the point where they had been here as long as this one is today. With fewer than
{enough} of them, clients of all services count, and it says so; with fewer than
{fewest}, or where the three months after that point are known of fewer, nothing is
said. **Still here** is who has not gone quiet and has not ended or finished in any way;
who has paused is. Who was on board before the data begin counts from then on.

It describes how others went on. How this client goes on, it cannot tell. See *Clients
like this* in docs/definitions.md.
"""

_RETURNERS: Final = """
**Came back** is who attended a session after a silence longer than their horizon (three
usual gaps, at least four weeks) with nothing booked, or after a pause or an ending that
somebody had noted. **Away** is the time between the two sessions.

**What went before** is what somebody noted: a contact in the 60 days before the return;
a known absence or pause that ended in that time. Who was written to may have come
anyway: it may be coincidence. Where nobody noted anything it is not known. See
*Returners* in docs/definitions.md.
"""


def like(found: Alike, *, dark: bool) -> Card:
    """Return how others like a client went on, as a chart with its answer."""
    is_said = found.here is not None
    return Card(
        key="clients-like-this",
        question="How did clients like this go on from here?",
        answer=like_answer(found),
        basis=_like_basis(found),
        definition=_LIKE.format(enough=others.ENOUGH, fewest=others.FEWEST),
        alt="Share of others still here, from this client’s place on",
        figure=charts.likes(
            found.curve,
            found.days_with_us,
            found.days_with_us + days_of(others.MONTHS_ON),
            dark=dark,
        )
        if is_said
        else None,
        table=found.curve,
        columns=(
            Column("day", "Days since the first session", "count"),
            Column("at_risk", "Others there", "count"),
            Column("here", "Still here", "share"),
            Column("low", "From", "share"),
            Column("high", "To", "share"),
        ),
    )


def like_answer(found: Alike) -> str:
    """Return what became of others in the three months after this point."""
    if found.here is None or found.quiet is None or found.otherwise is None:
        return (
            "There are too few clients who have been here as long and whose next three "
            "months are known: nothing can be said."
        )
    whose = "clients of all services" if found.is_widened else "clients like this"
    said = (
        f"Of {whose} at the same point, {_tenths(found.here)} were still here three "
        f"months on (n = {found.n:,})"
    )
    went = []
    if found.quiet >= _VISIBLE:
        went.append(f"{_tenths(found.quiet)} had gone quiet or ended it")
    if found.otherwise >= _VISIBLE:
        went.append(f"{_tenths(found.otherwise)} had finished or stopped as agreed")
    return "; ".join([said, " and ".join(went)] if went else [said]) + "."


def returners(returns: pd.DataFrame, lengths: pd.DataFrame, *, dark: bool) -> Card:
    """Return who came back, after how long and after what, as a chart.

    Parameters
    ----------
    returns, lengths
        `analytics.retention.returners.returns` and its `by_length`.
    """
    labelled = lengths.assign(label=list(_LENGTH_NAMES))
    return Card(
        key="returners",
        question="Who comes back, and after how long?",
        answer=returners_answer(returns),
        basis=_returners_basis(returns),
        definition=_RETURNERS,
        alt="How many came back after how long, by what went before the return",
        figure=charts.times_away(labelled, dark=dark) if len(returns) else None,
        table=labelled[["label", "returns", *_BROUGHT_HEADS]]
        if len(returns)
        else labelled[:0],
        columns=(
            Column("label", "Away for"),
            Column("returns", "Came back", "count"),
            *(Column(key, head, "count") for key, head in _BROUGHT_HEADS.items()),
        ),
    )


def returners_answer(returns: pd.DataFrame) -> str:
    """Return how many came back, and after how long half of them had."""
    if returns.empty:
        return charts.NOBODY_BACK
    who, times = returns["client_id"].nunique(), len(returns)
    again = f", {times:,} times in all" if times > who else ""
    if times < _FEWEST_FOR_A_MIDDLE:
        return f"{counted(who, 'client')} came back after being away{again}."
    middle = span(float(returns["days_away"].median()))
    came = f"{counted(who, 'client')} came back after being away{again}"
    return f"{came}; half of the times away were {middle} or shorter."


def span(days: float) -> str:
    """Return a time away in the unit one would say it in."""
    if days < 2 * _MONTH:
        return f"{days / 7:.0f} weeks"
    if days < 2 * _YEAR:
        return f"{days / _MONTH:.0f} months"
    return f"{days / _YEAR:.0f} years"


_MONTH: Final = 365.25 / 12
_YEAR: Final = 365.25

_FEWEST_FOR_A_MIDDLE: Final = 5

_VISIBLE: Final = 0.05
"""Less than half a tenth is no tenth."""

_BROUGHT_HEADS: Final = {
    "contact": "After a contact",
    "both": "After both",
    "absence": "After a known absence or pause",
    "not_known": "Not known",
}


def _tenths(share: float) -> str:
    return in_ten(round(1000 * share), 1000).lower()


def _like_basis(found: Alike) -> str:
    said = []
    if found.low is not None and found.high is not None:
        low, high = _tenths(found.low), _tenths(found.high)
        said.append(
            f"Between {low} and {high} (95 % interval)."
            if low != high
            else f"{found.low:.0%} to {found.high:.0%} (95 % interval)."
        )
    said.append(
        f"n = {found.n:,} who were here as long; of {found.followed:,} of them the "
        "three months after it are known, the others’ are still going on."
    )
    if found.is_widened:
        said.append(
            "Of the same service there are too few, so clients of all services count."
        )
    said.append("It describes others, not this client.")
    return " ".join(said)


def _returners_basis(returns: pd.DataFrame) -> str:
    if returns.empty:
        return "Who is away now may still come back."
    n = len(returns)
    said = [f"n = {n:,} returns. {_went_before(returns)}"]
    if planned := int((returns["kind"] != "silence").sum()):
        said.append(f"{planned:,} came back after a pause or an ending that was noted.")
    said.append("Who is away now may still come back.")
    return " ".join(said)


def _went_before(returns: pd.DataFrame) -> str:
    counts = returns["brought"].value_counts()
    contact, absence, both, unknown = (int(counts.get(key, 0)) for key in _KINDS)
    if unknown == len(returns):
        return "Before none of them had anybody noted a contact or an absence."
    return (
        f"Before {contact + both:,} a contact had been noted, before "
        f"{absence + both:,} a known absence or pause ended; of {unknown:,} it is not "
        "known. It may be coincidence."
    )


_KINDS: Final = ("contact", "absence", "both", "not_known")
