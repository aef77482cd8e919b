"""The benchmark of accuracy reads other logs as they are, and says what it skipped."""

from __future__ import annotations

import argparse
import dataclasses
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from analytics.facts import features
from analytics.periods import AsOf, day_of_number
from benchmarks import accuracy, peers
from benchmarks.accuracy import appointments, purchases, rows, simulated
from benchmarks.accuracy.methods import METHODS
from benchmarks.accuracy.rows import Row, Target

SHARED = Path(__file__).parents[3] / "shared"


def asked(*typed: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    accuracy.add_arguments(parser)
    return parser.parse_args(typed)


def test_without_logs_everything_is_skipped_and_named(tmp_path: Path) -> None:
    table, missed = accuracy.run(asked("--data", str(tmp_path)))

    assert table.rows == []
    assert missed.rows == []
    assert appointments.FILE in missed.remark
    for name in ("simulated practices", "cdnow", "grocery"):
        assert name in table.remark
    assert ("make peers" in table.remark) != peers.are_there()


def test_a_log_without_bookings_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sim = tmp_path / "sim.py"
    sim.write_text(SMALL, "utf-8")
    monkeypatch.setitem(
        simulated.RUNS, 20, simulated.Run(1, 1, Target(0.9, is_floor=True))
    )
    monkeypatch.setattr(simulated, "ORIGINS", (616,))
    monkeypatch.setattr(peers, "PYTHON", tmp_path / "none")

    found = simulated.measured(sim, 20, None, shows_bookings=False)

    by_method = {row.method: row for row in found}
    # Without bookings the two rules are one, and nothing is asked of ours.
    assert by_method["rule"].auc == by_method["rule + booking"].auc
    assert by_method["prior + own log"].target is None
    assert all(row.log.endswith("bookings not known") for row in found)


def test_a_simulated_log_becomes_sessions() -> None:
    # Weekly, the third slot missed, the fourth moved on the day before.
    log = pd.DataFrame(
        {
            "client": 0,
            "start": [60, 67, 74, 81, 83],
            "booked": [55, 60, 67, 67, 80],
            "status": [0, 0, 1, 4, -1],
            "status_at": [60, 67, 74, 80, 10**6],
            "pkg": 0,
        }
    )

    sessions = simulated.sessions(log)

    assert sessions["outcome"].tolist() == [
        "attended",
        "attended",
        "no_show",
        "rescheduled",
        "scheduled",
    ]
    at = AsOf.end_of(day_of_number(simulated.FIRST_DAY + 81), "UTC")
    (row,) = features.rows_of_log(sessions, [at]).to_dict("records")
    assert row["days_since_last"] == 14
    assert row["usual_gap_days"] == pytest.approx(7)
    assert row["streak_notatt"] == 2
    assert row["is_booked"]


SMALL = '''
"""A simulator with the shape that the benchmark asks for, as small as can be."""
import numpy as np
import pandas as pd

def simulate(sizes, seed):
    rng = np.random.default_rng(seed)
    rows = []
    for client in range(sum(sizes)):
        last = rng.integers(300, 1095)
        for start in range(int(rng.integers(0, 60)), last, 7):
            status = 0 if rng.random() < 0.8 else 1
            rows.append((client, start, start - 7, status, start, 0))
    log = pd.DataFrame(
        rows, columns=["client", "start", "booked", "status", "status_at", "pkg"]
    )
    log["practice"] = np.repeat(range(len(sizes)), sizes)[log["client"]]
    return log, {}
'''


def test_each_method_is_measured_on_a_simulator(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sim = tmp_path / "sim.py"
    sim.write_text(SMALL, "utf-8")
    monkeypatch.setitem(
        simulated.RUNS, 20, simulated.Run(1, 1, Target(0.9, is_floor=True))
    )
    monkeypatch.setattr(simulated, "ORIGINS", (616,))

    found = simulated.measured(sim, 20, None)

    by_method = {row.method: row for row in found}
    theirs = set(peers.METHODS) if peers.are_there() else set()
    assert by_method.keys() == {*METHODS, "prior alone", "prior + own log"} | theirs
    ours = by_method["prior + own log"]
    # A regular client who stops at once is seen by the booking that is missing.
    assert ours.auc > 0.75
    assert ours.auc >= by_method["rule"].auc
    assert ours.target == Target(0.9, is_floor=True)


def test_each_method_is_measured_on_purchases(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rng = np.random.default_rng(0)
    bought = [
        (client, f"{pd.Timestamp('2006-01-01') + pd.Timedelta(days=int(day)):%Y-%m-%d}")
        for client in range(80)
        for day in np.cumsum(rng.exponential(15, rng.integers(2, 45)))
        if day < 730
    ]
    path = tmp_path / "grocery.csv"
    pd.DataFrame(bought, columns=["cust", "date"]).to_csv(path, index=False)
    plan = purchases.LOGS["grocery"]
    monkeypatch.setitem(
        purchases.LOGS, "grocery", dataclasses.replace(plan, draws={20: 2})
    )

    found = purchases.measured("grocery", path, None)

    assert {row.log for row in found} == {
        "grocery, half",
        "grocery, 20 customers x 2",
    }
    assert len(found) == 2 * len({row.method for row in found})
    for row in found:
        assert 0 <= row.auc <= 1


def made_appointments(path: Path) -> None:
    """Write a log of the shape of the public one; long leads are often missed."""
    rng = np.random.default_rng(3)
    count = 1_500
    day = pd.Timestamp("2016-05-02") + pd.to_timedelta(rng.integers(0, 36, count), "D")
    lead = rng.integers(0, 30, count)
    missed = rng.random(count) < 0.02 + 0.02 * lead
    made = day - pd.to_timedelta(lead, "D") + pd.to_timedelta(9, "h")
    table = pd.DataFrame(
        {
            "PatientId": rng.integers(1, 400, count),
            "Gender": rng.choice(["F", "M"], count),
            "ScheduledDay": made.strftime("%Y-%m-%dT%H:%M:%SZ"),
            "AppointmentDay": day.strftime("%Y-%m-%dT00:00:00Z"),
            "Age": rng.integers(-1, 90, count),
            "Neighbourhood": rng.choice(["CENTRO", "PRAIA"], count),
            **{name: rng.integers(0, 2, count) for name in appointments.ILLNESS},
            "SMS_received": 0,
            "No-show": np.where(missed, "Yes", "No"),
        }
    )
    path.parent.mkdir()
    table.to_csv(path, index=False)


def test_each_method_is_measured_on_appointments(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made_appointments(tmp_path / appointments.FILE)
    monkeypatch.setattr(appointments, "SMALL", {100: 2})

    _, table = accuracy.run(asked("--data", str(tmp_path), "--purchases"))

    found = appointments.measured(tmp_path / appointments.FILE)
    by_name = {(row.what, row.method): row for row in found}
    assert len(table.rows) == len(found) == len(by_name)
    ours = by_name["booking log", "ours"]
    assert ours.target == appointments.TARGETS["booking log", "ours"]
    assert ours.figures.auc > by_name["history only", "logistic"].figures.auc + 0.05
    # How often a client misses, ever: it knows what is asked.
    leak = by_name["booking log", "the client's mean over all: a leak"]
    assert leak.figures.auc > ours.figures.auc + 0.1
    assert table.rows[0][0] == "history only"


@pytest.mark.parametrize(
    ("auc", "early", "target", "met"),
    [
        (0.879, 0.80, Target(0.889), "yes"),
        (0.878, 0.80, Target(0.889), "no"),
        (0.851, None, Target(0.851, is_floor=True), "yes"),
        (0.850, None, Target(0.851, is_floor=True), "no"),
        (0.9, 0.812, Target(0.889, 0.823), "no"),
        (0.9, None, None, ""),
    ],
)
def test_a_target_is_met_within_its_tolerance(
    auc: float, early: float | None, target: Target | None, met: str
) -> None:
    row = Row(
        log="log",
        method="method",
        auc=auc,
        early_auc=early,
        average_precision=None,
        brier_skill=None,
        slope=None,
        level=None,
        precision_top=None,
        target=target,
    )

    assert rows.cells(row)[-1] == met


@pytest.mark.slow
@pytest.mark.skipif(not SHARED.exists(), reason="the logs are not here")
def test_the_targets_are_met_at_150_clients() -> None:
    found = simulated.measured(SHARED / "yardstick" / "sim.py", 150, None)

    (ours,) = (row for row in found if row.target is not None)
    assert rows.cells(ours)[-1] == "yes"
    assert ours.slope == pytest.approx(1, abs=0.1)
    assert ours.level == pytest.approx(0, abs=0.08)
