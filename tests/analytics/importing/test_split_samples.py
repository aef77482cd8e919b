"""Every tool's sample, cut in two, overlapping, in either order, or taken back."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import pytest

from analytics import importing
from analytics.store import open_practice
from tests.analytics.importing.steps import NOW, bring, log
from tests.analytics.importing.test_samples import SAMPLES

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

DAY_FIRST = {
    "calcom.csv": None,
    "msbookings.tsv": True,
    "latepoint.csv": None,
    "cliniko.csv": None,
    "jane.csv": None,
    "simplepractice.csv": None,
    "mindbody.csv": False,
    "mindbody_es.csv": True,
    "mindbody_cancellations.csv": True,
    "arketa.csv": None,
}


def parts_of(name: str, folder: Path) -> list[Path]:
    """Write two files that share two rows and together hold the sample's."""
    delimiter = "\t" if name.endswith(".tsv") else ","
    quoting = csv.QUOTE_NONE if delimiter == "\t" else csv.QUOTE_MINIMAL
    with (SAMPLES / name).open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file, delimiter=delimiter, quoting=quoting)  # type: ignore[arg-type]  # one of csv's own
    cut = len(rows) // 2
    paths = []
    for number, part in enumerate((rows[:cut], rows[cut - 2 :])):
        paths.append(folder / f"{number}-{name}")
        with paths[-1].open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(
                file,
                delimiter=delimiter,
                quoting=quoting,  # type: ignore[arg-type]  # the same
                quotechar=None if delimiter == "\t" else '"',
            )
            writer.writerows([header, *part])
    return paths


def log_of(
    folder: Path, paths: Sequence[Path], day_first: bool | None
) -> dict[str, list[tuple[object, ...]]]:
    """Return the log of a practice that imported these files."""
    database = open_practice(folder / "practice.duckdb")
    for path in paths:
        bring(database, path, day_first=day_first, timezone="Europe/Zurich")
    assert importing.verify(database) == []
    found = log(database)
    database.close()
    return found


@pytest.mark.parametrize("name", DAY_FIRST)
def test_a_split_in_either_order_gives_the_same_log(name: str, tmp_path: Path) -> None:
    first, second = parts_of(name, tmp_path)
    logs: list[dict[str, list[tuple[object, ...]]]] = []
    for paths in ([SAMPLES / name], [first, second], [second, first]):
        folder = tmp_path / str(len(logs))
        folder.mkdir()
        logs.append(log_of(folder, paths, DAY_FIRST[name]))

    assert logs[1] == logs[0]
    assert logs[2] == logs[0]


@pytest.mark.parametrize("name", DAY_FIRST)
def test_a_part_taken_back_leaves_no_trace(name: str, tmp_path: Path) -> None:
    first, second = parts_of(name, tmp_path)
    alone = log_of(tmp_path, [first], DAY_FIRST[name])
    database = open_practice(tmp_path / "both.duckdb")

    ids = [
        bring(
            database, path, day_first=DAY_FIRST[name], timezone="Europe/Zurich"
        ).import_id
        for path in (second, first)
    ]
    importing.undo(database, str(ids[0]), now=NOW)

    assert log(database) == alone
    assert importing.verify(database) == []
    database.close()
