"""How a header is matched: other spellings, repeats, numbered columns, long rows."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from analytics.errors import NoRowsError
from analytics.exports import EXPORTS
from analytics.exports.export import Export
from analytics.exports.header import Table, as_wide_as_its_rows
from tests.analytics.exports.staging_steps import see

if TYPE_CHECKING:
    from analytics.exports.export import Match

TOOL = Export(
    tool="tool",
    name="Tool",
    fields={"starts": "When", "who": "Client", "paid": "Paid", "seat1": "seat1"},
    required=frozenset({"starts", "who"}),
    known_columns=frozenset({"when", "client", "paid", "room"}),
    sql=Path("none.sql"),
    date_form="",
    has_zone=False,
    variant_of=lambda fields: (f"{len(fields)} fields", "verified"),
    cannot_tell=(),
)


def matched(export: Export, header: str) -> Match:
    match = export.match(header.split("|"))
    assert match is not None
    return match


def test_a_column_has_other_spellings() -> None:
    tool = replace(TOOL, aliases={"cuándo": "when", "fecha": "when"})

    match = matched(tool, "CUÁNDO|Client|Room")

    assert match.columns == {"starts": 0, "who": 1}
    assert match.why == "3 of the 4 columns that Tool writes"
    assert TOOL.match(["Cuándo", "Client"]) is None


@pytest.mark.parametrize(
    ("which", "position"), [(0, 2), (1, 3), (2, 4), (-1, 4), (3, None), (-4, None)]
)
def test_of_several_columns_of_a_name_one_is_meant(
    which: int, position: int | None
) -> None:
    tool = replace(TOOL, occurrences={"paid": which})

    match = matched(tool, "When|Client|Paid|Paid|paid")

    assert match.columns.get("paid") == position


def test_numbered_columns_are_fields_however_many() -> None:
    tool = replace(TOOL, numbered=frozenset({"seat"}))

    match = matched(tool, "When|Client|Seat2|Seat11|seat1|Seat0|Seats3|What?")

    assert match.columns == {
        "starts": 0,
        "who": 1,
        "seat2": 2,
        "seat11": 3,
        "seat1": 4,
    }
    assert match.why.endswith("and 3 more (questions or your own columns)")


def test_a_column_without_a_name_is_nobodys() -> None:
    assert "more" not in matched(TOOL, "When|Client|").why


def test_rows_longer_than_their_header() -> None:
    table = Table(",", ("a", "b"), 0, (("1", "2", ""), ("3", "4", "")))
    mixed = replace(table, sample=(("1", "2", ""), ("3", "4")))
    far = replace(table, sample=(("1", "2", "", ""),))

    assert as_wide_as_its_rows(table).header == ("a", "b", "")
    assert as_wide_as_its_rows(mixed).header == ("a", "b")
    assert as_wide_as_its_rows(mixed, is_ragged=True).header == ("a", "b", "")
    assert as_wide_as_its_rows(far, is_ragged=True).header == ("a", "b")
    assert as_wide_as_its_rows(replace(table, sample=())).header == ("a", "b")


@pytest.mark.parametrize("export", EXPORTS, ids=lambda export: export.tool)
def test_every_tool_says_what_it_needs_and_cannot_tell(export: Export) -> None:
    assert export.required <= export.fields.keys()
    assert export.occurrences.keys() <= export.fields.keys()
    assert export.sql.is_file()
    assert export.how_to_export.endswith(".")
    assert export.cannot_tell or export.tool == "template"
    assert all(said.endswith(".") for said in export.cannot_tell)
    assert set(export.aliases.values()) <= {n.casefold() for n in _names(export)}


def _names(export: Export) -> set[str]:
    return {*export.fields.values(), *export.known_columns}


SESSION_LOGS = [export for export in EXPORTS if export.kind == "sessions"]


@pytest.mark.parametrize("export", SESSION_LOGS, ids=lambda export: export.tool)
def test_a_header_without_rows_is_one_sentence(export: Export, tmp_path: Path) -> None:
    header = ",".join(f'"{name}"' for name in dict.fromkeys(export.fields.values()))
    content = header if export.tool != "msbookings" else header.replace(",", "\t")

    with pytest.raises(NoRowsError):
        see(tmp_path / "e.csv", content + "\n")
