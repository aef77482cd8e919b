"""Files with a mapping: what a row stands for, how cells are written, its kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from analytics import importing
from analytics.exports.mapped.mapping import Column, MappedExport
from analytics.exports.mapped.rules import Condition, LeaveOut, Rule, When
from tests.analytics.importing.mapping_steps import WHO, is_, log
from tests.analytics.importing.steps import bring

if TYPE_CHECKING:
    from pathlib import Path

    from analytics.store import Database
    from tests.analytics.importing.mapping_steps import Bring


def test_rules_over_several_columns_come_in_order_and_before_the_words(
    brought: Bring,
    database: Database,
) -> None:
    text = (
        "When,Who,State,Missed,Late,Gone\n"
        "2026-02-01 10:00,Ana,ok,Yes,Yes,\n"
        "2026-02-02 10:00,Ben,ok,No,Yes,\n"
        "2026-02-03 10:00,Cem,ok,No,No,\n"
        "2026-02-04 10:00,Dee,odd,No,No,\n"
        "2026-02-05 10:00,Eli,,No,No,2026-02-01\n"
        "2026-02-06 10:00,Fay,,No,No,\n"
    )
    gone = When(
        "any",
        (
            Condition("gone", "filled"),
            When("all", (Condition("missed", "contains", ("zz",)),)),
        ),
    )
    brought(
        text,
        {
            "columns": {"status": Column("State")},
            "others": {
                "missed": Column("Missed"),
                "late": Column("Late"),
                "gone": Column("Gone"),
            },
            "rules": (
                Rule(is_("missed", "yes"), "no_show"),
                Rule(is_("late", "YES"), "late_cancelled"),
                Rule(gone, "cancelled"),
            ),
            "statuses": {"OK": "attended"},
        },
    )

    # An unexplained word is not known; no word at all is a booking nobody confirmed.
    assert log(database, "outcome", "outcome_basis") == [
        ("Ana", "no_show", "recorded"),
        ("Ben", "late_cancelled", "recorded"),
        ("Cem", "attended", "recorded"),
        ("Dee", "unknown", "none"),
        ("Eli", "cancelled", "recorded"),
        ("Fay", "unknown", "none"),
    ]
    importing.change_setting(database, "presume.mapped-tool", "attended")
    assert [row[1] for row in log(database, "outcome")][-3:] == [
        "unknown",
        "cancelled",
        "attended",
    ]


def test_every_test_of_a_cell(brought: Bring, database: Database) -> None:
    text = "When,Who,A,B\n" + "".join(
        f"2026-02-0{day} 10:00,C{day},{a},{b}\n"
        for day, (a, b) in enumerate(
            [("x", "x"), ("y", ""), ("prefix-1", "q"), ("has mid in", "q"), ("", "r")],
            start=1,
        )
    )
    rules = (
        Rule(When("all", (Condition("a", "same_as", ("b",)),)), "attended"),
        Rule(When("all", (Condition("b", "empty"),)), "no_show"),
        Rule(When("all", (Condition("a", "starts_with", ("PRE",)),)), "cancelled"),
        Rule(When("all", (Condition("a", "contains", ("MID",)),)), "rescheduled"),
        Rule(When("all", (Condition("b", "is_not", ("q",)),)), "late_cancelled"),
    )
    brought(text, {"others": {"a": Column("A"), "b": Column("B")}, "rules": rules})

    assert [row[1] for row in log(database, "outcome")] == [
        *("attended", "no_show", "cancelled", "rescheduled", "late_cancelled")
    ]


def test_rows_that_are_none_are_counted_with_their_reason_and_not_refused(
    brought: Bring,
    database: Database,
) -> None:
    report = brought(
        "When,Who,What\n2026-02-01 10:00,Ana,Coaching\n"
        "2026-02-02 10:00,,Unavailable - lunch\n2026-02-03 10:00,,Unavailable\n"
        "Grand Total,,\n",
        {
            "columns": {"service": Column("What")},
            "leave_out": (
                LeaveOut(
                    When("all", (Condition("service", "starts_with", ("unavail",)),)),
                    "it is a calendar block",
                ),
                LeaveOut(
                    When("all", (Condition("starts", "contains", ("total",)),)),
                    "it is a line of totals",
                ),
            ),
        },
    )

    assert (report.rows, report.accepted, report.refused, report.ignored) == (
        4,
        1,
        0,
        3,
    )
    assert report.ignored_reasons == (
        ("it is a calendar block", 2),
        ("it is a line of totals", 1),
    )
    assert len(log(database, "outcome")) == 1


def test_a_repeat_says_that_rows_were_left_out(
    database: Database, tmp_path: Path
) -> None:
    path = tmp_path / "f.csv"
    path.write_text("When,Who\n2026-02-01 10:00,Ana\nTotal,\n", "utf-8")
    rule = LeaveOut(When("all", (Condition("client_name", "empty"),)), "it is a total")
    mapping = MappedExport("Tool", (), WHO, leave_out=(rule,))
    bring(database, path, mapping=mapping)

    again = bring(database, path, mapping=mapping, exported_at=None)

    assert again.is_repeat
    assert (again.rows, again.duplicate, again.ignored) == (2, 1, 1)


def test_who_cancelled_is_told_by_the_name(brought: Bring, database: Database) -> None:
    rows = {"Ana": "ana ", "Ben": "Mia", "Cem": "_ClassPass API", "Dee": "Client"}
    text = "When,Who,State,By\n" + "".join(
        f"2026-02-0{day} 10:00,{who},off,{by}\n"
        for day, (who, by) in enumerate(rows.items(), start=1)
    )
    brought(
        text,
        {
            "columns": {"status": Column("State"), "cancelled_by": Column("By")},
            "statuses": {"off": "cancelled"},
            "are_cancellers_named": True,
        },
    )

    assert log(database, "outcome", "cancelled_by") == [
        ("Ana", "cancelled", "client"),
        ("Ben", "cancelled_by_coach", "coach"),
        ("Cem", "cancelled", "system"),
        ("Dee", "cancelled", "client"),
    ]


@pytest.mark.parametrize(
    ("cell", "money", "cents"),
    [
        ("$1,234.56", "auto", 123456),
        ("(12.00)", "auto", -1200),
        ("($12.00)", "point", -1200),
        ("1.234,56", "auto", 123456),
        ("1.234", "comma", 123400),
        ("1,234", "point", 123400),
        ("12,5 €", "comma", 1250),
        ("Package deal", "auto", None),
        ("---", "auto", None),
    ],
)
def test_amounts(
    brought: Bring,
    database: Database,
    cell: str,
    money: str,
    cents: int | None,
) -> None:
    brought(
        f'When,Who,Fee\n2026-02-01 10:00,Ana,"{cell}"\n',
        {"columns": {"price": Column("Fee")}, "money": money, "nulls": ("---",)},
    )

    assert log(database, "price_cents") == [("Ana", cents)]


def test_last_name_first_and_cells_that_say_nothing(
    brought: Bring,
    database: Database,
) -> None:
    report = brought(
        'When,Who,What\n2026-02-01 10:00,"Sousa, Ana",n/a\n'
        "2026-02-02 10:00,Ben Li,#NAME?\n2026-02-03 10:00,N/A,x\n",
        {
            "columns": {"service": Column("What")},
            "is_last_name_first": True,
            "nulls": ("N/A", "#NAME?"),
        },
    )

    assert log(database, "service") == [("Ana Sousa", None), ("Ben Li", None)]
    assert [(r.line, r.reason) for r in report.refusals] == [
        (4, "there is no name, e-mail or number")
    ]


def test_an_empty_cell_may_mean_as_above(brought: Bring, database: Database) -> None:
    brought(
        "When,Who,What\n2026-02-01 10:00,Ana,a\n,,b\n2026-02-02 10:00,Ben,c\n,,d\n",
        {
            "columns": {"service": Column("What")},
            "fill_down": ("starts", "client_name"),
        },
    )

    assert log(database, "service", "starts_at::date::varchar") == [
        ("Ana", "a", "2026-02-01"),
        ("Ana", "b", "2026-02-01"),
        ("Ben", "c", "2026-02-02"),
        ("Ben", "d", "2026-02-02"),
    ]


def test_several_people_in_one_cell_are_sessions_of_their_own(
    database: Database, tmp_path: Path
) -> None:
    text = (
        "No,When,Who,Fee\n1,2026-02-01 10:00,"
        '"Ana Sol ana@x.org +41 44 668 18 00, Ben Li <ben@x.org>",100\n'
        '2,soon,"Cem cem@x.org, Dee",\n3,2026-02-03 10:00,Eli eli@x.org,80\n'
    )
    path = tmp_path / "people.csv"
    path.write_text(text, "utf-8")
    columns = {
        "starts": Column("When"),
        "people": Column("Who"),
        "session_key": Column("No"),
        "price": Column("Fee"),
    }
    report = bring(database, path, mapping=MappedExport("Tool", (), columns))

    assert log(database, "email", "phone", "price_cents") == [
        ("Ana Sol", "ana@x.org", "+41 44 668 18 00", None),
        ("Ben Li", "ben@x.org", None, None),
        ("Eli", "eli@x.org", None, 8000),
    ]
    assert [(r.line, r.reason) for r in report.refusals] == [
        (3, "the start time cannot be read"),
        (3, "the start time cannot be read"),
    ]
    assert report.accepted + report.duplicate + report.refused == report.rows == 5


def test_a_booking_number_that_people_share_doubles_nobody(
    brought: Bring,
    database: Database,
) -> None:
    text = "No,When,Who\n1,2026-02-01 10:00,Ana\n1,2026-02-01 10:00,Ben\n"
    key = {"session_key": Column("No")}
    brought(text, {"columns": key, "is_key_shared": True})
    again = brought(f"{text}\n", {"columns": key, "is_key_shared": True})

    assert [row[0] for row in log(database, "outcome")] == ["Ana", "Ben"]
    assert (again.new, again.duplicate) == (0, 2)


def test_lines_above_an_alias_a_second_column_of_a_name_and_a_cell_too_many(
    brought: Bring,
    database: Database,
) -> None:
    brought(
        "Report of the studio\nfrom;to\nwhen;WHO ;Paid;Paid\n"
        "2026-02-01 10:00;Ana;1,00;2,00;\n2026-02-02 10:00;Ben;3,00;4,00;\n",
        {"columns": {"price": Column("Fee", 1, aliases=("Paid",))}},
    )

    assert log(database, "price_cents") == [("Ana", 200), ("Ben", 400)]


def test_a_column_of_zones_may_use_other_words(
    brought: Bring, database: Database
) -> None:
    brought(
        "When,Who,Zone\n2026-07-01 10:00,Ana,Eastern Time\n"
        "2026-07-01 10:00,Ben,Europe/Paris\n",
        {
            "columns": {"zone": Column("Zone")},
            "zone_words": {"Eastern Time": "America/New_York"},
        },
    )

    assert log(database, "starts_at::time::varchar") == [
        ("Ben", "08:00:00"),
        ("Ana", "14:00:00"),
    ]


KINDS = {
    "prices": ({"price": Column("What")}, "12.50"),
    "reminders": ({"sent": Column("When")}, "x"),
    "actions": ({"text": Column("What"), "due": Column("When")}, "call mum"),
    "clients": ({"since": Column("When")}, "x"),
    "visits": ({"joined": Column("When"), "topic": Column("What")}, "Weekly"),
}


@pytest.mark.parametrize("kind", KINDS)
def test_rows_may_be_something_else_than_sessions(
    kind: str, database: Database, tmp_path: Path
) -> None:
    columns, cell = KINDS[kind]
    path = tmp_path / "f.csv"
    path.write_text(f"When,Who,What\n2026-02-01 10:00,Ana,{cell}\n", "utf-8")
    mapping = MappedExport(
        "Tool",
        (),
        {"client_name": Column("Who"), **columns},
        kind=kind,  # type: ignore[arg-type]  # a literal
    )

    rows = importing.preview(database, path, mapping, timezone="UTC")

    assert rows["client"].to_list() == ["Ana"]
    assert rows["refused"].isna().all()
    report = bring(database, path, mapping=mapping)
    assert (report.kind, report.rows, report.refused) == (kind, 1, 0)
