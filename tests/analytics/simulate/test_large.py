"""The large export: its form, and that it is the same twice."""

from __future__ import annotations

import ast
import csv
from pathlib import Path

import pytest

import analytics.simulate
from analytics.errors import BadEntryError
from analytics.simulate import calendly
from analytics.simulate.large import write_large_calendly

ROWS = 3000


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("large") / "it's large.csv"
    write_large_calendly(path, ROWS)
    return path


def test_it_has_calendlys_header_with_three_pairs(large: Path) -> None:
    with large.open(encoding="utf-8", newline="") as file:
        header = next(csv.reader(file))

    assert tuple(header) == calendly.header(question_pairs=3)
    assert len(header) == 41


def test_its_rows_are_plausible(large: Path) -> None:
    with large.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))

    assert len(rows) == ROWS
    assert len({row["Invitee UUID"] for row in rows}) == ROWS
    assert len({row["User Name"] for row in rows}) == 12
    assert len({row["Invitee Email"] for row in rows}) == ROWS // 25
    cancelled = [row for row in rows if row["Canceled"] == "true"]
    assert len(cancelled) / ROWS == pytest.approx(1 / 7, abs=0.02)
    assert all(row["Canceled By"] in ("Host", "Invitee") for row in cancelled)
    assert any("\n" in row["Cancellation reason"] for row in cancelled)
    assert any("\n" in row["Location"] for row in rows)
    assert any(row["Marked as No-Show"] == "Yes" for row in rows)
    created = [row["Event Created Date & Time"][:10] for row in rows]
    assert created == sorted(created)
    assert all(
        row["Event Created Date & Time"][:10] < row["Start Date & Time"][:10]
        for row in rows
    )


def test_the_same_seed_gives_the_same_bytes(large: Path, tmp_path: Path) -> None:
    write_large_calendly(tmp_path / "same.csv", ROWS)
    write_large_calendly(tmp_path / "other.csv", ROWS, seed=2)

    assert (tmp_path / "same.csv").read_bytes() == large.read_bytes()
    assert (tmp_path / "other.csv").read_bytes() != large.read_bytes()


def test_one_row_is_enough(tmp_path: Path) -> None:
    write_large_calendly(tmp_path / "one.csv", 1)

    with (tmp_path / "one.csv").open(encoding="utf-8", newline="") as file:
        assert len(list(csv.reader(file))) == 2


def test_no_rows_are_refused(tmp_path: Path) -> None:
    with pytest.raises(BadEntryError, match="cannot have 0 rows"):
        write_large_calendly(tmp_path / "none.csv", 0)


def test_only_the_large_export_needs_duckdb() -> None:
    folder = Path(analytics.simulate.__file__).parent
    importing = {
        module.name
        for module in folder.glob("*.py")
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8")))
        if isinstance(node, ast.Import)
        and any(name.name == "duckdb" for name in node.names)
    }

    assert importing == {"large.py"}
