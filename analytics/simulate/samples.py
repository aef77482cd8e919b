"""Writes data/samples: one small invented file a tool.

``python -m analytics.simulate.samples`` renews them; a test compares them with
what this module writes, so that neither changes without the other.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from zoneinfo import ZoneInfo

from analytics.simulate.acuity import write_acuity
from analytics.simulate.calendly import write_calendly
from analytics.simulate.other_tool import write_other_tool
from analytics.simulate.practice import simulate
from analytics.simulate.template import write_template

FOLDER = Path(__file__).parents[2] / "data" / "samples"

EXPORTED_AT = dt.datetime(2026, 11, 23, 8, 0, tzinfo=ZoneInfo("Europe/Zurich"))
"""The Monday after the practice's last day."""

WRITERS = {
    "calendly.csv": write_calendly,
    "acuity.csv": write_acuity,
    "template.csv": write_template,
    "other_tool.csv": write_other_tool,
}


def write_samples(folder: Path = FOLDER) -> None:
    """Write every sample into a folder, over what is there."""
    practice = simulate(clients=20, seed=11, weeks=40)
    for name, write in WRITERS.items():
        write(practice, folder / name, EXPORTED_AT)


if __name__ == "__main__":
    write_samples()
