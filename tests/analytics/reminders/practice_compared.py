"""A practice that texts whom it worries about, and what is said of changes to it."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from analytics.reminders.compare import compare
from analytics.reminders.contracts import Compared, Findings, Outcome
from benchmarks.reminders.made import made

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd


@cache
def usual() -> pd.DataFrame:
    """Return a practice that texts whom it worries about; the text helps."""
    return made(2_000, 3).compared.sessions


def told(sessions: pd.DataFrame, baseline: str | None = None) -> Findings:
    return compare(Compared(sessions, longest_lead_hours=24.0), baseline)


def code(sessions: pd.DataFrame, outcome: Outcome = Outcome.MISSED) -> str:
    refused = told(sessions).of("text", outcome).refused
    assert refused is not None
    assert refused.reason
    assert refused.cure
    return refused.code


def changed(values: Mapping[str, object]) -> pd.DataFrame:
    return usual().assign(**values)  # type: ignore[arg-type]
