"""What is written: JSON that any program reads, lines that steer no terminal."""

from __future__ import annotations

import datetime as dt
import io
import json
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pytest

from analytics.cli import output
from analytics.contracts import Standing

if TYPE_CHECKING:
    from collections.abc import Mapping

AT = dt.datetime(2026, 11, 23, 8, 30)  # noqa: DTZ001 - the store's times are UTC without a zone


def written(data: Mapping[str, object]) -> str:
    stream = io.StringIO()
    output.write_json(data, stream)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (AT, "2026-11-23T08:30:00Z"),
        (pd.Timestamp(AT), "2026-11-23T08:30:00Z"),
        (AT.date(), "2026-11-23"),
        (None, None),
        (pd.NaT, None),
        (pd.NA, None),
        (float("nan"), None),
        (np.float64("nan"), None),
        (np.int64(3), 3),
        (np.float64(0.5), 0.5),
        (np.bool_(True), True),
        (Standing.PAUSED, "paused"),
        ((1, "a", None), [1, "a", None]),
        ({"a": {"b": AT.date()}}, {"a": {"b": "2026-11-23"}}),
        (frozenset({1}), [1]),
    ],
)
def test_value_as_json_knows_it(value: object, expected: object) -> None:
    assert json.loads(written({"value": value})) == {"value": expected}


def test_object_is_one_line_of_ascii() -> None:
    text = written({"name": "Béla \u202e\x1b[2J\n", "rows": iter([{"a": 1}, {"a": 2}])})
    assert text.isascii()
    assert text.count("\n") == 1
    assert json.loads(text) == {
        "name": "Béla \u202e\x1b[2J\n",
        "rows": [{"a": 1}, {"a": 2}],
    }


def test_iterator_without_rows_is_an_empty_list() -> None:
    assert json.loads(written({"rows": iter([])})) == {"rows": []}
    assert json.loads(written({})) == {}


def test_terminal_is_not_steered_by_a_name() -> None:
    assert output.plain("A\x1b[2Jn\u202ena\u200b\r\n<b>\t=1") == "A[2Jnna <b> =1"


def test_columns_are_aligned_numbers_to_the_right() -> None:
    lines = list(
        output.table(
            ("name", "n", "rate"),
            [("Ann", 5, 0.25), ("山吹 はるか", 12, None), ("e\u0301", None, 1.0)],
        )
    )
    assert lines == [
        "name          n  rate",
        "Ann           5   0.2",
        "山吹 はるか  12     –",
        "e\u0301             –   1.0",
    ]


def test_table_without_rows_is_its_head() -> None:
    assert list(output.table(("a", "b"), [])) == ["a  b"]


def test_cells_for_people() -> None:
    assert output.day(AT) == "2026-11-23"
    assert output.minute(AT) == "2026-11-23 08:30"
    assert output.money(12050, "EUR") == "120.50 EUR"
    assert output.money(12050) == "120.50"
    assert (output.day(pd.NaT), output.minute(None), output.money(None)) == (
        None,
        None,
        None,
    )


def test_letters_the_terminal_lacks_are_spelled_out() -> None:
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding="cp1252", newline="")
    output.say("Béla 山", stream)
    stream.flush()
    assert raw.getvalue() == "Béla \\u5c71\n".encode("cp1252")
