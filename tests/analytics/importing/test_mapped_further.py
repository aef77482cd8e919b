"""Mappings that look at a further column where the first is empty or not there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from analytics.errors import BadMappingError, DamagedIdsError, DayFirstUnknownError
from analytics.exports.mapped.form import from_json, to_json
from analytics.exports.mapped.mapping import Column, MappedExport
from analytics.exports.mapped.rules import LeaveOut
from analytics.store import queries
from tests.analytics.importing.mapping_steps import is_, log

if TYPE_CHECKING:
    from analytics.store import Database
    from tests.analytics.importing.mapping_steps import Bring

CLIENT = Column("Client", otherwise=(Column("Customer"), Column("Kunde", 1)))


def test_an_empty_cell_is_looked_for_in_the_next_column(
    brought: Bring, database: Database
) -> None:
    brought(
        "When,Client,Customer,Kunde,Kunde\n"
        "2026-02-01 10:00,Ana,Never,Never,Never\n"
        "2026-02-02 10:00,,Ben,Never,Never\n"
        "2026-02-03 10:00,n/a,N/A,Never,Cem\n",
        {"columns": {"client_name": CLIENT}, "nulls": ("N/A",)},
    )

    assert [name for name, _ in log(database, "outcome")] == ["Ana", "Ben", "Cem"]


@pytest.mark.parametrize("name", ["Client", "Customer"])
def test_the_first_column_may_not_be_in_the_file(
    brought: Bring, database: Database, name: str
) -> None:
    report = brought(
        f"When,{name}\n2026-02-01 10:00,Ana\n", {"columns": {"client_name": CLIENT}}
    )

    assert (report.new, log(database, "outcome")) == (1, [("Ana", "unknown")])


def test_none_of_them_in_the_file_is_said_by_the_first_name(brought: Bring) -> None:
    with pytest.raises(BadMappingError, match="no column 'Client'"):
        brought(
            "When,Kunde\n2026-02-01 10:00,Ana\n", {"columns": {"client_name": CLIENT}}
        )


def test_an_address_else_a_number_tells_the_client(
    brought: Bring, database: Database
) -> None:
    brought(
        "When,Who,Mail,Mail 2,Mobile,Home\n"
        "2026-02-01 10:00,Ana,,ana@example.com,,\n"
        "2026-02-02 10:00,Ben,,,,+41 44 123 45 67\n",
        {
            "columns": {
                "client_email": Column("Mail", otherwise=(Column("Mail 2"),)),
                "client_phone": Column("Mobile", otherwise=(Column("Home"),)),
            }
        },
    )

    keys = queries.rows(database, "select kind from client_keys order by kind")
    assert keys == [("email",), ("phone",)]


def test_dates_in_both_columns_settle_their_form_together(
    brought: Bring, database: Database
) -> None:
    # The 13th stands in the second column only.
    columns = {"starts": Column("When", otherwise=(Column("Or when"),))}
    text = "When,Or when,Who\n03/04/2026 10:00,,Ana\n,13/04/2026 10:00,Ben\n"
    brought(text, {"columns": columns})
    days = [str(at) for _, at in log(database, "starts_at::date")]
    assert days == ["2026-04-03", "2026-04-13"]

    with pytest.raises(DayFirstUnknownError):
        brought(text.replace("13/", "12/"), {"columns": columns})


def test_rules_see_what_the_further_column_says(
    brought: Bring, database: Database
) -> None:
    kind = Column("Art", otherwise=(Column("Type"),))
    report = brought(
        "When,Who,Art,Type\n"
        "2026-02-01 10:00,Ana,,Break\n"
        "2026-02-02 10:00,Ben,Talk,Break\n",
        {
            "others": {"kind": kind},
            "leave_out": (LeaveOut(is_("kind", "break"), "it is a break"),),
        },
    )

    assert (report.ignored, report.new) == (1, 1)
    assert log(database, "outcome") == [("Ben", "unknown")]


def test_damaged_numbers_in_the_further_column_stop_the_file(brought: Bring) -> None:
    with pytest.raises(DamagedIdsError, match="Ref"):
        brought(
            "When,Who,No,Ref\n2026-02-01 10:00,Ana,,1.01E+18\n",
            {"columns": {"session_key": Column("No", otherwise=(Column("Ref"),))}},
        )


def test_further_columns_stand_in_the_file_of_a_mapping() -> None:
    mapping = MappedExport(
        name="Both",
        header=(),
        columns={"starts": Column("When"), "client_name": CLIENT},
    )
    text = to_json(mapping)

    assert from_json(text) == mapping
    assert '"first_of"' in text
    assert mapping.names() >= {"client", "customer", "kunde"}


@pytest.mark.parametrize(
    "said",
    [
        '{"first_of": []}',
        '{"first_of": 3}',
        '{"first_of": [{"first_of": ["a", "b"]}, "c"]}',
        '{"first_of": [null]}',
    ],
)
def test_what_is_no_list_of_columns_is_refused(said: str) -> None:
    with pytest.raises(BadMappingError, match="not a mapping"):
        from_json(
            '{"form": 3, "name": "x", "columns": {"client_name": "Who", '
            f'"starts": {said}}}}}'
        )


def test_a_mapping_of_the_form_before_loads_as_it_did() -> None:
    text = (
        '{"form": 2, "name": "x", "columns": {"starts": ["When", "Wann"], '
        '"client_name": {"names": ["Who"], "occurrence": 1}}}'
    )

    assert from_json(text).columns == {
        "starts": Column("When", aliases=("Wann",)),
        "client_name": Column("Who", 1),
    }


def test_more_columns_than_any_tool_writes_are_refused() -> None:
    many = tuple(Column(f"c{number}") for number in range(1_001))
    with pytest.raises(BadMappingError, match="larger than"):
        MappedExport(
            name="x",
            header=(),
            columns={"starts": Column("When", otherwise=many), "client_name": CLIENT},
        )
