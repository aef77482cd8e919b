"""The findings as the command line prints them: keys may be added, never renamed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analytics.periods import day_of_number
from analytics.reminders import words

if TYPE_CHECKING:
    from analytics.reminders.contracts import Comparison, Estimate, Findings


def as_json(findings: Findings) -> dict[str, object]:
    """Return what ``reminders --json`` prints.

    Of a refused comparison all numbers but the counts are null, and ``refused`` holds
    the reason.
    """
    day = findings.since_day
    return {
        "since": None if day is None else day_of_number(day).isoformat(),
        "baseline": findings.baseline,
        "comparisons": [_of(one) for one in findings.comparisons],
        "refused": findings.refused.reason if findings.refused else None,
        "cure": findings.refused.cure if findings.refused else None,
        "headline": words.headline(findings),
        "left_out": dict(findings.left_out),
    }


def _of(one: Comparison) -> dict[str, object]:
    return {
        "strategy": one.strategy,
        "sessions": one.sessions,
        "clients": one.clients,
        "baseline_sessions": one.baseline_sessions,
        "baseline_clients": one.baseline_clients,
        "method": one.method.value,
        "outcome": one.outcome.value,
        "difference": one.difference,
        "low": one.low,
        "high": one.high,
        "raw_difference": one.raw_difference,
        "overlap_share": one.overlap_share,
        "effective_n": one.effective_n,
        "mde": one.mde,
        "verdict": one.verdict.value,
        "refused": one.refused.reason if one.refused else None,
        "cure": one.refused.cure if one.refused else None,
        "undone_by": one.undone_by,
        "doubt": _range(one.doubt),
        "logistic": _range(one.beside),
        "balance": {line.covariate: [line.before, line.after] for line in one.balance},
        "remarks": list(one.remarks),
    }


def _range(one: Estimate | None) -> dict[str, float] | None:
    if one is None:
        return None
    return {"difference": one.difference, "low": one.low, "high": one.high}
