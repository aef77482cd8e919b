"""One look at a practice's reminders: what was asked, and all that a page shows of it.

It is worked out in a process apart (`working.py`) and brought back as a file; nothing
in it names a client.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from analytics.reminders.contracts import (
    Balance,
    Benefit,
    Comparison,
    Estimate,
    Findings,
    Method,
    Outcome,
    Refusal,
    Verdict,
)

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping
    from pathlib import Path

MOST_UNKNOWN = 500
"""Sessions of which nobody knows how they ended that are named, the latest first."""

_ESTIMATES = ("raw", "beside", "doubt")


@dataclass(frozen=True)
class Question:
    """What a page asks."""

    since: dt.date | None = None
    """The first day whose sessions count; ``None`` for all."""
    baseline: str | None = None
    """What to compare with; ``None`` for no reminder, else the commonest."""


@dataclass(frozen=True)
class Having:
    """How many sessions had a strategy, and by what that is known."""

    strategy: str
    source: str
    sessions: int


@dataclass(frozen=True, eq=False)
class Worked:
    """What was found.

    Attributes
    ----------
    having
        By strategy and source, the commonest strategy first.
    unknown_ids
        Sessions that would be compared if it were known how they ended, the latest
        `MOST_UNKNOWN`; ``unknown`` counts all of them.
    """

    findings: Findings
    having: tuple[Having, ...]
    longest_lead_hours: float
    unknown_ids: tuple[str, ...]
    unknown: int

    @property
    def strategies(self) -> list[str]:
        """The strategies that sessions had, the commonest first."""
        return list(dict.fromkeys(one.strategy for one in self.having))


def write(worked: Worked, path: Path) -> None:
    """Write what was found to a file."""
    path.write_text(json.dumps(asdict(worked)), "utf-8")


def read(path: Path) -> Worked:
    """Return what `write` has written."""
    told = json.loads(path.read_text("utf-8"))
    return Worked(
        findings=_findings(told["findings"]),
        having=tuple(Having(**one) for one in told["having"]),
        longest_lead_hours=told["longest_lead_hours"],
        unknown_ids=tuple(told["unknown_ids"]),
        unknown=told["unknown"],
    )


def _findings(told: Mapping[str, Any]) -> Findings:
    return Findings(
        since_day=told["since_day"],
        baseline=told["baseline"],
        comparisons=tuple(_comparison(one) for one in told["comparisons"]),
        benefits=tuple(_benefit(one) for one in told["benefits"]),
        refused=_refusal(told["refused"]),
        left_out=told["left_out"],
    )


def _comparison(told: Mapping[str, Any]) -> Comparison:
    kept = {
        **told,
        "outcome": Outcome(told["outcome"]),
        "method": Method(told["method"]),
        "verdict": Verdict(told["verdict"]),
        "refused": _refusal(told["refused"]),
        "balance": tuple(Balance(**one) for one in told["balance"]),
        "remarks": tuple(told["remarks"]),
        **{name: _estimate(told[name]) for name in _ESTIMATES},
    }
    return Comparison(**kept)


def _benefit(told: Mapping[str, Any]) -> Benefit:
    groups = {name: Estimate(**one) for name, one in told["groups"].items()}
    return Benefit(**{**told, "groups": groups})


def _refusal(told: Mapping[str, str] | None) -> Refusal | None:
    return None if told is None else Refusal(**told)


def _estimate(told: Mapping[str, float] | None) -> Estimate | None:
    return None if told is None else Estimate(**told)
