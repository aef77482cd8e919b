"""What a gap in the data is called, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from analytics.quality.gaps import Gap
from analytics.words import counted, sentence

if TYPE_CHECKING:
    from collections.abc import Callable

    from analytics.quality.gaps import Finding


def said(finding: Finding) -> str:
    """Return what is missing and how much of it, such as ``8% of clients …``."""
    return sentence(_SAID[finding.gap](finding))


def _share(finding: Finding, things: str) -> str:
    """Return how much of the whole, in words that a small share survives."""
    if finding.count == finding.of:
        return f"All {things}"
    if finding.of < 100 or finding.count / finding.of < 0.01:
        return f"{finding.count:,} of {finding.of:,} {things}"
    # Nearly all are not all.
    return f"{min(finding.count / finding.of, 0.99):.0%} of {things}"


_SAID: Final[dict[Gap, Callable[[Finding], str]]] = {
    Gap.WEEKS: lambda found: f"{counted(found.count, 'week')} without a session",
    Gap.UNKNOWN: lambda found: f"{_share(found, 'past sessions')} not known",
    Gap.PRESUMED: lambda found: f"{_share(found, 'past sessions')} presumed attended",
    Gap.BOOKED_AT: lambda found: f"{_share(found, 'sessions')} without a booking date",
    Gap.CANCELLED_AT: lambda found: (
        f"{_share(found, 'cancellations')} without a time"
        + (f"; {found.not_known:,} may have been late" if found.not_known else "")
    ),
    Gap.PRICE: lambda found: f"{_share(found, 'attended sessions')} without a price",
    Gap.CONTACT: lambda found: f"{_share(found, 'clients')} without a contact",
    Gap.REMINDER: lambda found: f"{_share(found, 'sessions')} without a known reminder",
}
