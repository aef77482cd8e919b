"""The plan as a file: one spelling, one hash, and no change unseen."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from analytics.errors import (
    DamagedPlanError,
    FileThereError,
    MissingFileError,
    PlanEditedError,
)
from analytics.reminders.trial import plan_file
from analytics.reminders.trial.plan_file import Plan

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

PLAN = Plan(
    trial_id="t-2026-11-30",
    written_on="2026-11-23",
    starts_on="2026-11-30",
    planned_weeks=30,
    unit="client",
    seed="5f" * 32,
    arm_a="as now",
    arm_b="a word from Jörg",
    worth=0.06,
    alpha=0.05,
    lead_hours=24.0,
    base_rate=0.15,
    icc=0.07,
    icc_left=0.02,
    sessions_per_client_week=0.8,
    active_clients=60,
)


def test_what_was_written_is_read_back(tmp_path: Path) -> None:
    path = tmp_path / "plan.json"
    sha256 = plan_file.write(PLAN, path)
    assert plan_file.read(path) == (PLAN, sha256)
    assert plan_file.parsed(plan_file.canonical(PLAN)) == PLAN
    assert str(PLAN.planned_end) == "2027-06-28"


def test_another_program_can_work_the_hash_out(tmp_path: Path) -> None:
    """As docs/definitions.md says: keys in order, no spaces, UTF-8."""
    path = tmp_path / "plan.json"
    sha256 = plan_file.write(PLAN, path)
    held = json.loads(path.read_text("utf-8"))
    text = json.dumps(
        held["plan"], sort_keys=True, separators=(",", ":"), ensure_ascii=False
    )
    assert plan_file.hash_of(text) == sha256 == held["sha256"]


def test_layout_does_not_matter(tmp_path: Path) -> None:
    path = tmp_path / "plan.json"
    plan_file.write(PLAN, path)
    held = json.loads(path.read_text("utf-8"))
    path.write_text("\ufeff" + json.dumps(dict(reversed(held.items()))), "utf-8")
    assert plan_file.read(path)[0] == PLAN


def test_a_plan_is_not_written_over(tmp_path: Path) -> None:
    path = tmp_path / "plan.json"
    path.write_text("mine", "utf-8")
    with pytest.raises(FileThereError):
        plan_file.write(PLAN, path)
    assert path.read_text("utf-8") == "mine"


@pytest.mark.parametrize(
    ("key", "value"),
    [("seed", "60" * 32), ("worth", 0.02), ("starts_on", "2026-12-07")],
)
def test_an_edited_plan_is_told(tmp_path: Path, key: str, value: object) -> None:
    path = tmp_path / "plan.json"
    plan_file.write(PLAN, path)
    held = json.loads(path.read_text("utf-8"))
    held["plan"][key] = value
    path.write_text(json.dumps(held), "utf-8")
    with pytest.raises(PlanEditedError, match="changed after it was written"):
        plan_file.read(path)


def without(key: str) -> Callable[[dict[str, Any]], object]:
    return lambda held: held["plan"].pop(key)


def changed(key: str, value: object) -> Callable[[dict[str, Any]], object]:
    return lambda held: held["plan"].update({key: value})


@pytest.mark.parametrize(
    "spoil",
    [
        without("seed"),
        without("form"),
        changed("form", "driftline-trial-2"),
        changed("more", 1),
        changed("unit", "coach"),
        changed("seed", "5f"),
        changed("seed", "zz" * 32),
        changed("seed", 5),
        changed("starts_on", "soon"),
        changed("starts_on", 5),
        changed("planned_weeks", 0),
        changed("planned_weeks", "30"),
        changed("worth", 0),
        changed("worth", "much"),
        changed("alpha", None),
        lambda held: held.pop("plan"),
        lambda held: held.pop("sha256"),
        lambda held: held.update({"plan": []}),
    ],
)
def test_what_is_no_plan_is_refused(
    tmp_path: Path, spoil: Callable[[dict[str, Any]], object]
) -> None:
    path = tmp_path / "plan.json"
    plan_file.write(PLAN, path)
    held = json.loads(path.read_text("utf-8"))
    spoil(held)
    path.write_text(json.dumps(held), "utf-8")
    with pytest.raises(DamagedPlanError):
        plan_file.read(path)


@pytest.mark.parametrize("written", [b"", b"[]", b"{", b"\xff\xfe\x00", b"null", b"7"])
def test_any_other_file_is_no_plan(tmp_path: Path, written: bytes) -> None:
    path = tmp_path / "plan.json"
    path.write_bytes(written)
    with pytest.raises(DamagedPlanError):
        plan_file.read(path)


def test_no_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(MissingFileError):
        plan_file.read(tmp_path / "plan.json")
