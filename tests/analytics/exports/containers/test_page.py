"""Web pages that tools save as .xls, read as a browser would show them."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from analytics.exports.containers import child, page

if TYPE_CHECKING:
    from pathlib import Path


def read(folder: Path, content: str | bytes) -> list[str]:
    """Return the text of each table of a page."""
    path = folder / "page.xls"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    found = child.answer("page", path, folder)
    assert isinstance(found.get("tables"), list), found
    return [(folder / table["file"]).read_text("utf-8") for table in found["tables"]]  # type: ignore[attr-defined]  # a list, as asserted


def test_rows_without_an_opening_tag_and_cells_never_closed(tmp_path: Path) -> None:
    text = """<html><body><table border=1>
    <tr><th>Cancel Date/Time<th>Client<th>Method</tr>
    <td>1/2/2026 9:00:00 am</td><td>Ann <b>B&eacute;</b>&nbsp;Doe</td><td>late</td></tr>
    <td>2/2/2026 9:00:00 am<td>Bo<br>Li<td>early</tr>
    </table></body></html>"""

    (table,) = read(tmp_path, text)
    assert table == (
        "Cancel Date/Time,Client,Method\n"
        "1/2/2026 9:00:00 am,Ann Bé Doe,late\n"
        "2/2/2026 9:00:00 am,Bo Li,early\n"
    )


def test_lines_above_a_table_stand_above_it(tmp_path: Path) -> None:
    text = (
        "<title>no</title><style>td {}</style><script>let x = '<td>';</script>"
        "<h2>Visits, all</h2><p>From 1 to 30 November"
        "<table><tr><td>Who<td>When<tr><td>Ana<td>1</table>below"
    )

    assert read(tmp_path, text) == [
        '"Visits, all"\nFrom 1 to 30 November\nWho,When\nAna,1\n'
    ]


def test_tables_of_one_header_become_one_with_their_headings(tmp_path: Path) -> None:
    one = "<table><tr><td>Day<td>Client<tr><td>{}<td>{}</table>"
    text = f"<div>Mia</div>{one.format(1, 'Ana')}<div>Jo</div>{one.format(2, 'Bo')}"

    assert read(tmp_path, text) == ["Table heading,Day,Client\nMia,1,Ana\nJo,2,Bo\n"]


def test_tables_of_different_headers_stay_apart(tmp_path: Path) -> None:
    text = (
        "<table><tr><td>A<td>B<tr><td>1<td>2</table>"
        "<table><tr><td>C<td>D<tr><td>3<td>4</table>"
    )

    assert read(tmp_path, text) == ["A,B\n1,2\n", "C,D\n3,4\n"]


def test_a_table_in_a_frame_is_the_table(tmp_path: Path) -> None:
    text = (
        "<table><tr><td>Studio Nord</td></tr><tr><td>"
        "<table><tr><td>Who<td>When<tr><td>Ana<td>1</table></td></tr></table>"
    )

    (table,) = read(tmp_path, text)

    assert table.endswith("Who,When\nAna,1\n")


def test_merged_cells_keep_their_value_in_the_first(tmp_path: Path) -> None:
    text = (
        "<table><tr><td>Who<td>When<td>What<tr><td rowspan=2>Ana<td>1<td>x"
        "<tr><td>2<td>y<tr><td colspan=2>Total<td>2</table>"
    )

    assert read(tmp_path, text) == ["Who,When,What\nAna,1,x\n,2,y\nTotal,,2\n"]


@pytest.mark.parametrize("span", ["1e9", "-1", "99999999999", "x", ""])
def test_a_cell_as_wide_as_a_street_is_cut(span: str, tmp_path: Path) -> None:
    text = f"<table><tr><td colspan={span}>A<td>B<tr><td>1<td>2</table>"

    (table,) = read(tmp_path, text)

    assert len(table) < 300


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [
        ("utf-8", ""),
        ("utf-8", "<meta charset=iso-8859-1>"),
        ("cp1252", ""),
        ("iso-8859-1", "<meta charset=iso-8859-1>"),
        ("utf-16", ""),
    ],
)
def test_encodings(encoding: str, declared: str, tmp_path: Path) -> None:
    text = f"<html>{declared}<table><tr><td>Zoë<td>Müller</table>"

    assert read(tmp_path, text.encode(encoding)) == ["Zoë,Müller\n"]


def test_a_page_too_deep_says_so(tmp_path: Path) -> None:
    path = tmp_path / "page.xls"
    path.write_text("<table><tr><td>" * 1_000, "utf-8")

    answer = page.read(path, tmp_path)

    assert answer == {"error": "too many elements inside one another"}


def test_a_megabyte_of_cells_takes_no_ten_seconds(tmp_path: Path) -> None:
    row = "<tr>" + "<td>some cell" * 12
    began = time.perf_counter()

    read(tmp_path, "<table>" + row * (1_000_000 // len(row)))

    assert time.perf_counter() - began < 10
