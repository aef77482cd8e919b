"""The unknown scheduler: what makes its file a matter for the mapping wizard."""

from __future__ import annotations

import csv
import re
from typing import TYPE_CHECKING

from analytics.simulate.other_tool import write_other_tool

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from analytics.simulate import Practice


def test_the_unknown_scheduler_needs_the_wizard(
    practice: Practice, this_monday: dt.datetime, tmp_path: Path
) -> None:
    path = tmp_path / "other.csv"
    count = write_other_tool(practice, path, this_monday)
    with path.open(encoding="utf-8", newline="") as file:
        lines = list(csv.reader(file, delimiter=";"))

    assert lines[0] == ["Slotwise - list of bookings"]
    assert lines[1] == ["Printed on 23.11.2026", f"{count} bookings"]
    when = [row[lines[2].index("When")] for row in lines[3:]]
    assert len(when) == count
    assert all(re.fullmatch(r"\d\d\.\d\d\.\d{4} \d\d:\d\d", one) for one in when)
    assert any(int(one[:2]) > 12 for one in when)
    assert {row[lines[2].index("Fee (each)")] for row in lines[3:]} == {
        "0,00",
        "140,00",
        "155,00",
    }
