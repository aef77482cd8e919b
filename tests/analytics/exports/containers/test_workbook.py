"""Typed cells of workbooks as everybody would write them."""

from __future__ import annotations

import csv
import datetime as dt
import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from analytics.exports.containers import child, workbook
from tests.support.workbooks import Formula, ods, xls, xlsx

if TYPE_CHECKING:
    from collections.abc import Callable

    from analytics.exports.containers.workbook import Value

ROOT = Path(__file__).parents[4]

MOMENT = dt.datetime(2026, 11, 2, 10, 0)  # noqa: DTZ001 - a sheet has no zone
DAY = dt.date(2026, 3, 29)


def read(folder: Path, content: bytes, form: str) -> dict[str, object]:
    """Read a workbook in this process, as the one of its own does."""
    path = folder / "book"
    path.write_bytes(content)
    return child.answer(form, path, folder)


def lines(folder: Path, sheet: int = 0) -> list[list[str]]:
    with (folder / f"sheet-{sheet}.csv").open(encoding="utf-8", newline="") as text:
        return list(csv.reader(text))


@pytest.mark.parametrize("write", [xlsx, xls], ids=["xlsx", "xls"])
def test_cells_of_every_type(write: Callable[..., bytes], tmp_path: Path) -> None:
    rows = (
        ("Id", "When", "Day", "Time", "Paid", "Price", "Note"),
        (71442210139, MOMENT, DAY, dt.time(9, 30), True, 0.1 + 0.2, "=1+2"),
        ("007", MOMENT, None, None, False, 90, Formula("1/0", "#DIV/0!")),
    )

    read(tmp_path, write({"A": rows}), write.__name__)

    assert lines(tmp_path)[1:] == [
        [
            "71442210139",
            "2026-11-02 10:00:00",
            "2026-03-29",
            "09:30:00",
            "TRUE",
            "0.3",
            "=1+2",
        ],
        ["007", "2026-11-02 10:00:00", "", "", "FALSE", "90", "#DIV/0!"],
    ]


def test_an_open_document(tmp_path: Path) -> None:
    rows = (("When", "Paid", "Price"), (MOMENT, True, 12.5))

    read(tmp_path, ods({"A": rows}), "ods")

    assert lines(tmp_path)[1] == ["2026-11-02 10:00:00", "TRUE", "12.5"]


def test_a_row_stays_on_its_line(tmp_path: Path) -> None:
    rows = (
        (None, "Studio Nord"),
        (),
        (None, "Who\nis it", "When"),
        (None, "Ana", "x\r\ny\tz"),
        (),
        (None, "Bo \x0b", "\u200ez"),
    )

    found = read(tmp_path, xlsx({"A": rows}), "xlsx")

    text = (tmp_path / "sheet-0.csv").read_text("utf-8")
    assert text.split("\n") == [
        "Studio Nord,",
        "",
        "Who is it,When",
        "Ana,x y z",
        "",
        "Bo,\u200ez",
        "",
    ]
    assert found == {"tables": [{"name": "A", "file": "sheet-0.csv", "rows": 4}]}


def test_a_merged_cell_has_its_value_in_its_first_cell(tmp_path: Path) -> None:
    rows = (("Client", None, "When"), ("Ana", "Sousa", "2026-11-02"))

    read(tmp_path, xlsx({"A": rows}, merged=["A1:B1"]), "xlsx")

    assert lines(tmp_path) == [
        ["Client", "", "When"],
        ["Ana", "Sousa", "2026-11-02"],
    ]


def test_hidden_sheets_are_left_out_with_the_reason(tmp_path: Path) -> None:
    rows = (("Who", "When"), ("Ana", "2026-11-02"))
    book = xlsx({"A": rows, "B": rows}, states={"B": "hidden"})

    found = read(tmp_path, book, "xlsx")

    assert found["tables"] == [
        {"name": "A", "file": "sheet-0.csv", "rows": 2},
        {
            "name": "B",
            "file": "sheet-1.csv",
            "rows": 0,
            "left_out": "it is hidden in the workbook",
        },
    ]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (None, ""),
        ("1.01E+18", "1.01E+18"),
        (3, "3"),
        (-0.0, "0"),
        (1e15, "1000000000000000"),
        (1.01e18, "1.01E+18"),
        (1234567890.5, "1234567890.5"),
        (1 / 3, "0.333333333333333"),
        (float("nan"), "NAN"),
        (float("inf"), "INF"),
        (dt.datetime(2026, 11, 2, 9, 59, 59, 999_900), "2026-11-02 10:00:00"),  # noqa: DTZ001 - a sheet's
        (dt.datetime.max, "9999-12-31 23:59:59"),  # noqa: DTZ901 - the same
        (dt.timedelta(hours=27, minutes=5), "27:05:00"),
        (dt.timedelta(minutes=-5), "-0:05:00"),
    ],
)
def test_one_cell(cell: Value, text: str) -> None:
    assert workbook.text_of(cell) == text


def test_too_many_sheets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "MOST_SHEETS", 1)

    assert read(tmp_path, xlsx({"A": [], "B": []}), "xlsx") == {"error": "too 2 sheets"}


def test_locked_and_damaged_workbooks(tmp_path: Path) -> None:
    assert read(tmp_path, xls({"A": []}, is_locked=True), "xls") == {"error": "locked"}
    assert "error" in read(tmp_path, b"PK\3\4nothing", "xlsx")


def test_the_process_of_its_own_prints_one_object(tmp_path: Path) -> None:
    path = tmp_path / "book"
    path.write_bytes(xlsx({"Ä": (("Who", "When"), ("Ana", "2026-11-02"))}))

    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "analytics.exports.containers.child",
            "xlsx",
            str(path),
            str(tmp_path),
            str(1 << 26),
        ],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )

    (table,) = json.loads(done.stdout)["tables"]
    assert (table["name"], table["rows"]) == ("Ä", 2)
    assert done.stderr == b""
