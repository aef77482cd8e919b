"""The benchmark of cost measures what it says, and judges only sizes with a target."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

import pytest

from benchmarks import risk_cost
from benchmarks.risk_cost import once
from benchmarks.risk_cost.once import Measured

if TYPE_CHECKING:
    from pathlib import Path


def asked(*typed: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    risk_cost.add_arguments(parser)
    return parser.parse_args(typed)


def test_a_small_practice_is_measured_step_by_step(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(risk_cost, "_WORK", tmp_path / "work")
    typed = ("--clients", "60", "--scored", "500", "--repeat", "1", "--without-peers")

    practice, scoring = risk_cost.run(asked(*typed))

    steps = {row[0]: row for row in practice.rows}
    parts = [float(steps[name][1]) for name in (once.FEATURES, once.FIT, once.SCORES)]
    total = float(steps[risk_cost._TOTAL][1])
    assert total == pytest.approx(sum(parts), abs=0.05)
    assert float(steps[risk_cost._TOTAL][3]) > 50
    # No target is set for sixty clients, so nothing is met or missed.
    assert steps[once.CHECKED][4] == ""
    assert "rows learned from" in practice.remark
    assert [row[0] for row in scoring.rows] == ["500"]
    assert float(scoring.rows[0][-1]) > 0


@pytest.mark.parametrize(
    ("seconds", "peak_mb", "met"),
    [(9.0, 900.0, "yes"), (11.0, 900.0, "no"), (9.0, 4200.0, "no")],
)
def test_time_and_memory_both_have_to_be_kept(
    seconds: float, peak_mb: float, met: str
) -> None:
    fit = Measured({once.FEATURES: seconds}, seconds, peak_mb, 100, "")
    check = Measured({once.CHECKED: seconds}, seconds, peak_mb, 100, "")

    table = risk_cost._of_practice(1_000, {"fit": fit, "check": check})

    steps = {row[0]: row for row in table.rows}
    assert steps[risk_cost._TOTAL][4] == steps[once.CHECKED][4] == met
