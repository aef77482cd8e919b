"""Words are engagement seen through noise, as reliable as is said, and are measured."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pytest

from benchmarks import more_words
from benchmarks.accuracy import simulated
from benchmarks.more_words import words

if TYPE_CHECKING:
    from pathlib import Path

SMALL = '''
"""A simulator with the shape that the benchmark asks for, as small as can be."""
import numpy as np
import pandas as pd

def simulate(sizes, seed):
    rng = np.random.default_rng(seed)
    rows, weekly = [], []
    for client in range(sum(sizes)):
        last = int(rng.integers(300, 1095))
        first = int(rng.integers(0, 60))
        ebb = np.clip((np.arange(157) * 7 - last + 60) / 30, 0, 3)
        weekly.append(2 - ebb + rng.normal(0, 0.3, 157))
        for start in range(first, last, 7):
            status = 0 if rng.random() < 0.8 else 1
            rows.append((client, start, start - 7, status, start, 0))
    log = pd.DataFrame(
        rows, columns=["client", "start", "booked", "status", "status_at", "pkg"]
    )
    log["practice"] = np.repeat(range(len(sizes)), sizes)[log["client"]]
    return log, {"weekE": np.array(weekly)}
'''


def asked(*typed: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    more_words.add_arguments(parser)
    return parser.parse_args(typed)


def came_and_engagement() -> tuple[pd.DataFrame, words.Engagement]:
    rng = np.random.default_rng(0)
    came = pd.DataFrame(
        {
            "client": np.repeat(np.arange(200), 50),
            "start": np.tile(np.arange(50) * 20, 200),
        }
    )
    return came, words.Engagement(rng.normal(1.5, 2, (200, 150)), came)


@pytest.mark.parametrize("reliability", [0.2, 0.6, 1.0])
def test_a_view_is_as_reliable_as_is_said(reliability: float) -> None:
    came, engagement = came_and_engagement()

    found = words.views(came, engagement, reliability, 1)

    # Five points take a little of it away.
    expected = np.sqrt(reliability)
    assert found["word"].corr(found["truth"]) == pytest.approx(expected, abs=0.06)
    assert found["view_of_five"].isin([1, 2, 3, 4, 5]).all()
    fortnights = found.assign(nth=found["on_day"] // 14)
    assert not fortnights.duplicated(["client_id", "nth"]).any()


def test_homework_is_done_the_more_the_more_engaged() -> None:
    came, engagement = came_and_engagement()

    weak, strong = (words.homework(came, engagement, of, 1) for of in (0.1, 0.6))

    assert 0.1 < weak["word"].corr(weak["truth"]) < strong["word"].corr(strong["truth"])
    assert (weak["done_s"].notna() == (weak["word"] == 1)).all()


def test_engagement_before_the_first_day_is_the_middle_of_nothing() -> None:
    came = pd.DataFrame({"client": [0, 1], "start": [0, 7]})
    weekly = np.array([[1.0, 1.0], [np.nan, 3.0]])

    found = words.Engagement(weekly, came).on(np.array([1]), np.array([0]))

    assert np.isfinite(found).all()


def test_without_a_simulator_everything_is_skipped(tmp_path: Path) -> None:
    (table,) = more_words.run(asked("--yardstick", str(tmp_path)))

    assert table.rows == []
    assert "skipped" in table.remark


def test_what_words_add_is_measured_beside_the_log_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "sim.py").write_text(SMALL, "utf-8")
    monkeypatch.setattr(simulated, "ORIGINS", (616, 700))
    typed = ("--practices", "2", "--clients", "40", "--reliability", "0.9")

    (table,) = more_words.run(asked("--yardstick", str(tmp_path), *typed))

    rows = {row[0]: row for row in table.rows}
    assert list(rows) == ["the log alone", "homework", "views", "homework and views"]
    alone, both = (float(rows[name][3]) for name in ("the log alone", "views"))
    # Engagement falls two months before the end: a clear view of it is worth a lot.
    assert both > alone
    assert float(rows["views"][-2]) > 0
