"""Finding the header of a delimited text file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from analytics.errors import NoRowsError, OversizedRowError
from analytics.exports.containers import TextFile
from analytics.exports.header import likeliest, tables, with_whole_columns

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def file(tmp_path: Path) -> TextFile:
    return TextFile("t.csv", tmp_path / "t.csv", "", "utf-8")


def test_the_widest_wordy_line_above_rows_is_the_header(file: TextFile) -> None:
    file.path.write_text(
        "Studio\nPrinted on;20.11.2026\n\nWho;When;What\nAna;20.11.2026;x\nBen;;y\n"
    )

    table = likeliest(file)

    assert (table.delimiter, table.header) == (";", ("Who", "When", "What"))
    assert table.skipped_lines == 3
    assert table.sample == (("Ana", "20.11.2026", "x"), ("Ben", "", "y"))


def test_line_breaks_in_quotes_are_no_lines_of_their_own(file: TextFile) -> None:
    file.path.write_text('"Who\nis it",When\n"Ana\nSousa",1\n')

    table = likeliest(file)

    assert table.header == ("Who\nis it", "When")
    assert table.skipped_lines == 0


def test_a_single_column_is_no_table(file: TextFile) -> None:
    file.path.write_text("Who\nAna\nBen\n")

    assert tables(file) == []
    with pytest.raises(NoRowsError):
        likeliest(file)


def test_a_field_beyond_any_measure_ends_the_search(file: TextFile) -> None:
    file.path.write_text("a,b\n1,2\n" + "x" * 3_000_000 + ",y\n")

    table = likeliest(file)

    assert table.header == ("a", "b")
    assert table.sample[0] == ("1", "2")


def test_a_first_line_without_end_is_refused(file: TextFile) -> None:
    file.path.write_bytes(b"a," * 2_000_000)

    with pytest.raises(OversizedRowError):
        tables(file)


def test_whole_columns_hold_each_cell_once(file: TextFile) -> None:
    rows = "".join(f"{'ab'[i % 2]},{i}\n" for i in range(200))
    file.path.write_text(f"letter,number\n{rows}")

    table = with_whole_columns(file, likeliest(file))

    assert table.cells(0) == ["a", "b"]
    assert len(table.cells(1)) == 200
    assert table.cells(None) == table.cells(7) == []
    assert likeliest(file).cells(0)[:3] == ["a", "b", "a"]
