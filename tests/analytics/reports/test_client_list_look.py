"""Searched, sorted and kept: ways of looking at the list, on a table made by hand."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from analytics.cli import parser_clients
from analytics.reports import client_list_groups, client_list_look
from analytics.reports.client_list_look import Look
from analytics.reports.client_list_spread import spread
from analytics.settings import parse

CLIENTS = pd.DataFrame(
    {
        "client_id": ["c-1", "c-2", "c-3", "c-4"],
        "name": ["Ada [x]", "bo", "Cy", "Dé"],
        "coach": ["Zoe", None, "ann", "Ann"],
        "standing": ["drifted", "active", "active", "paused"],
        "word": [None, "low", "high", None],
        "last_attended_at": pd.to_datetime(
            ["2026-01-05", "", "2026-02-02", "2025-12-01"]
        ),
        "next_booked_at": pd.to_datetime(["", "2026-03-01", "2026-02-20", ""]),
        "usual_gap_days": [7.0, None, 14.0, 21.0],
        "gap_trend": [None, None, "longer", "shorter"],
        "homework_done": pd.array([1, None, 0, 5], "Int64"),
        "homework_of": pd.array([2, None, 3, 5], "Int64"),
        "last_contact_on": [None, None, dt.date(2026, 2, 1), dt.date(2026, 1, 1)],
        "sessions_attended": [3, 0, 9, 3],
        "revenue_cents": [300, 0, 900, 400],
    }
)


def order(look: Look) -> str:
    """Return the numbers of the clients that a look shows, in its order."""
    found = client_list_look.arranged(CLIENTS, look)["client_id"]
    return "".join(one[-1] for one in found)


@pytest.mark.parametrize(
    ("by", "first", "turned"),
    [
        ("name", "1234", "4321"),
        ("coach", "3412", "1432"),
        ("stands", "3241", "1423"),
        ("last", "4132", "3142"),
        ("next", "3214", "2314"),
        ("gap", "1342", "4312"),
        ("trend", "3412", "4312"),
        ("homework", "3142", "4132"),
        ("contact", "4312", "3412"),
        ("came", "3142", "2143"),
        ("earned", "3412", "2143"),
    ],
)
def test_sorted_by_each_column_and_absent_ones_last(
    by: str, first: str, turned: str
) -> None:
    assert order(Look(order=by)) == first
    assert order(Look(order=by, is_reversed=True)) == turned


def test_found_by_a_part_of_the_name_as_it_is_typed() -> None:
    assert order(Look(searched=" [X] ")) == "1"
    assert order(Look(searched="é")) == "4"
    assert order(Look(searched="zoe")) == ""


def test_groups_and_search_together() -> None:
    assert order(Look(groups=("active", "paused"), searched="c")) == "3"


def test_nobody_to_arrange() -> None:
    nobody = CLIENTS.iloc[:0]

    for by in client_list_look.ORDERS:
        assert client_list_look.arranged(nobody, Look(order=by)).empty


def test_a_look_is_read_as_it_was_written() -> None:
    look = Look(("paused",), 'Ann "O\'Neil" é', "gap", True, ("last", "came"))

    assert client_list_look.from_text(client_list_look.text_of(look)) == look


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "7",
        '{"groups": "active", "order": ["name"], "columns": 3, "is_reversed": "yes"}',
        '{"groups": ["gone"], "order": "gone", "searched": null}',
    ],
)
def test_what_a_text_does_not_say_is_as_at_the_beginning(text: str) -> None:
    assert client_list_look.from_text(text) == client_list_look.EVERYBODY


def test_a_column_of_a_later_driftline_is_passed_over() -> None:
    look = client_list_look.from_text('{"columns": ["mood", "last"]}')

    assert look.columns == ("last",)


def test_the_command_line_knows_the_same_groups_and_orders() -> None:
    assert parser_clients.GROUPS == client_list_groups.GROUPS
    assert tuple(client_list_look.ORDERS) == parser_clients.ORDERS


# -- spread over working days ------------------------------------------------------

FRIDAY = dt.date(2026, 12, 18)


def test_spread_over_working_days() -> None:
    due = spread(["a", "b", "c", "d", "e"], FRIDAY, 2, parse({}))

    assert [f"{day:%a %d}" for day in due.values()] == [
        "Fri 18",
        "Fri 18",
        "Mon 21",
        "Mon 21",
        "Tue 22",
    ]


def test_spread_begins_after_a_weekend_and_leaves_holidays_out() -> None:
    settings = parse({"country": "CH"})

    saturday = spread(["a"], FRIDAY + dt.timedelta(days=1), 1, settings)
    christmas = spread(["a", "b"], dt.date(2026, 12, 25), 1, settings)

    assert saturday == {"a": dt.date(2026, 12, 21)}
    assert christmas["a"] > dt.date(2026, 12, 25)
    assert christmas["b"] > christmas["a"]


def test_nobody_is_spread_over_no_days() -> None:
    assert spread([], FRIDAY, 3, parse({})) == {}
