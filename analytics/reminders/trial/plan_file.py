"""The plan of a test as a file: dated, with its seed, and hashed before the start.

The file holds ``plan`` and ``sha256``, the hash of the plan's canonical JSON (keys in
order, no spaces, UTF-8). Whoever changes the plan changes the hash; whoever changes
both no longer has the hash that was stored when the test was set up.
"""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import asdict, dataclass, fields
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from analytics.errors import (
    DamagedPlanError,
    FileThereError,
    MissingFileError,
    PlanEditedError,
)
from analytics.store.database import errors_said

if TYPE_CHECKING:
    from pathlib import Path

    from analytics.reminders.trial.planner import Unit

FORM = "driftline-trial-1"

_UNITS = ("client", "week", "service")
_SEED_DIGITS = 64


@dataclass(frozen=True)
class Plan:
    """What was decided before the start."""

    trial_id: str
    written_on: str
    """``2026-11-23``, in the practice's zone, as the other days."""
    starts_on: str
    """The first day that counts, after `written_on`."""
    planned_weeks: int
    """After so many weeks an undecided test ends as undecided."""
    unit: Unit
    """Who or what is drawn."""
    seed: str
    arm_a: str
    """What happens in arm a, in words: the way it is now."""
    arm_b: str
    """What happens in arm b: the way that is tried."""
    worth: float
    """The effect worth having, also the prior's standard deviation."""
    alpha: float
    """Chance of a wrong winner where there is no difference."""
    lead_hours: float
    """Sessions booked later than so long before their start do not count."""
    base_rate: float
    icc: float
    icc_left: float
    sessions_per_client_week: float
    active_clients: int
    """What was known of the practice when the plan was made."""
    form: str = FORM

    @property
    def start(self) -> dt.date:
        """The first day that counts."""
        return dt.date.fromisoformat(self.starts_on)

    @property
    def planned_end(self) -> dt.date:
        """The first day after the planned weeks."""
        return self.start + dt.timedelta(weeks=self.planned_weeks)


def canonical(plan: Plan) -> str:
    """Return the plan's one spelling, over which the hash is made."""
    return json.dumps(
        asdict(plan), sort_keys=True, separators=(",", ":"), ensure_ascii=False
    )


def hash_of(text: str) -> str:
    """Return the SHA-256 of a plan's canonical JSON, as hexadecimal digits."""
    return sha256(text.encode()).hexdigest()


def parsed(text: str) -> Plan:
    """Return the plan that a canonical JSON holds.

    Raises
    ------
    DamagedPlanError
        It is no plan.
    """
    try:
        return _plan(json.loads(text))
    except (ValueError, TypeError, KeyError) as error:
        raise DamagedPlanError from error


def write(plan: Plan, path: Path) -> str:
    """Write the plan to a new file; return its hash.

    Raises
    ------
    FileThereError
        The file exists.
    """
    with errors_said(path):
        if path.exists():
            raise FileThereError(path)
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(content(plan))
    return hash_of(canonical(plan))


def content(plan: Plan) -> str:
    """Return what stands in the file of a plan."""
    text = canonical(plan)
    held = {"plan": json.loads(text), "sha256": hash_of(text)}
    return json.dumps(held, indent=2, ensure_ascii=False) + "\n"


def read(path: Path) -> tuple[Plan, str]:
    """Return the plan of a file and its hash.

    Raises
    ------
    MissingFileError
        There is no such file.
    DamagedPlanError
        The file holds no plan.
    PlanEditedError
        The plan is not the one over which the hash was made.
    """
    if not path.is_file():
        raise MissingFileError(path)
    with errors_said(path):
        written = path.read_bytes()
    try:
        held = json.loads(written.decode("utf-8-sig"))
        plan, said = _plan(held["plan"]), held["sha256"]
    except (ValueError, TypeError, KeyError) as error:
        raise DamagedPlanError from error
    if hash_of(canonical(plan)) != said:
        raise PlanEditedError
    return plan, said


def _plan(found: dict[str, Any]) -> Plan:
    if found["form"] != FORM or set(found) != {field.name for field in fields(Plan)}:
        raise ValueError
    plan = Plan(**found)
    # Each of these raises what `read` and `parsed` expect where it is not as it was.
    dt.date.fromisoformat(plan.written_on)
    dt.date.fromisoformat(plan.starts_on)
    bytes.fromhex(plan.seed)
    is_sound = (
        plan.unit in _UNITS
        and len(plan.seed) == _SEED_DIGITS
        and _is_whole(plan.planned_weeks)
        and 0 < float(plan.worth) < 1
        and 0 < float(plan.alpha) < 1
    )
    if not is_sound:
        raise ValueError
    return plan


def _is_whole(value: object) -> bool:
    return isinstance(value, int) and value > 0
