"""Mappings of strangers: text stays text, nonsense is refused, a tool stays itself."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from analytics import importing
from analytics.errors import (
    BadMappingError,
)
from analytics.exports.mapped.mapping import Column, DateForm, MappedExport
from analytics.exports.mapped.rules import LeaveOut, Rule
from analytics.exports.mapped.shipped import shipped
from analytics.store import queries
from tests.analytics.importing.mapping_steps import WHO, is_, log
from tests.analytics.importing.steps import NOW, bring

if TYPE_CHECKING:
    from pathlib import Path

    from analytics.store import Database


HOSTILE = (
    "'); drop table sessions; --",
    "' or 1=1 --",
    '"; select 1; "',
    "\\' or true",
    "$exported_at",
    "a" * 290,
    "(a+)+$",
    "%s {0} ?",
)


@pytest.mark.parametrize("text", HOSTILE)
def test_whatever_a_mapping_says_stays_text(
    text: str, database: Database, tmp_path: Path
) -> None:
    path = tmp_path / "f.csv"
    name = text.replace('"', '""')
    path.write_text(f'When,Who,"{name}"\n2026-02-01 10:00,Ana,x\n', "utf-8")
    mapping = MappedExport(
        "Tool",
        (),
        WHO,
        others={"select": Column(text)},
        statuses={text: "attended"},
        rules=(Rule(is_("select", text), "no_show"),),
        leave_out=(LeaveOut(is_("select", text, "x"), text),),
        constants={"coach": text, "service": text},
        nulls=(text,),
        zone_words={text: "UTC"},
        people_between=text,
    )

    report = bring(database, path, mapping=mapping)

    assert report.ignored_reasons == ((text, 1),)
    assert queries.rows(database, "select count(*) from sessions") == [(0,)]


def test_a_mapping_for_strangers_passes_for_no_tool() -> None:
    mapping = MappedExport("Calendly", (), WHO, tool="calendly", shared_source="acuity")

    taken = importing.from_a_stranger(mapping)

    assert taken.source == "mapped-calendly"
    assert taken.confidence == "mapped"


def test_a_mapping_to_share_holds_no_unexplained_word() -> None:
    mapping = MappedExport(
        "T",
        (),
        {**WHO, "status": Column("S")},
        statuses={"done": "attended", "ask Ana Sousa": "unknown"},
    )

    assert importing.for_sharing(mapping).statuses == {"done": "attended"}


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"dates": {"starts": DateForm(("%Q",))}}, "does not know: %Q"),
        ({"dates": {"starts": DateForm(("%z %Y",))}}, "at the end"),
        ({"dates": {"starts": DateForm((), zone="Mars/Base")}}, "not a time zone"),
        ({"dates": {"mood": DateForm(())}}, "mood"),
        ({"others": {"Drop Table": Column("x")}}, "cannot be called"),
        ({"others": {"starts": Column("x")}}, "cannot be called"),
        ({"rules": (Rule(is_("nowhere", "x"), "attended"),)}, "nowhere"),
        ({"statuses": {str(n): "attended" for n in range(2000)}}, "larger than"),
        ({"people_between": ""}, "between the people"),
        ({"name": "x" * 400}, "longer than"),
        ({"otherwise": "splendid"}, "splendid"),
        ({"money": "gold"}, "gold"),
        ({"kind": "moods"}, "moods"),
    ],
)
def test_a_mapping_that_cannot_be_meant_is_refused(
    said: dict[str, object], why: str
) -> None:
    given: dict[str, object] = {"name": "Tool", "header": (), "columns": WHO, **said}
    with pytest.raises(BadMappingError, match=why):
        MappedExport(**given)  # type: ignore[arg-type]  # wrong on purpose


def test_a_column_added_by_the_tool_needs_no_new_answer(
    database: Database, tmp_path: Path
) -> None:
    header = ("When", "Who", "What", "Where", "Mins")
    mapping = MappedExport("Tool", header, WHO)
    importing.save_mapping(database, mapping, now=NOW)
    path = tmp_path / "f.csv"
    path.write_text(
        "When,Who,New,What,Where,Mins\n2026-02-01 10:00,Ana,?,a,b,5\n", "utf-8"
    )

    assert bring(database, path).tool_name == "Tool"
    path.write_text("When,Who,A,B,C\n2026-02-01 10:00,Ana,?,a,b\n", "utf-8")
    assert not importing.inspect(database, path).is_known


def test_what_was_said_of_a_known_tools_dates_holds_for_its_next_file(
    database: Database, tmp_path: Path
) -> None:
    header = (
        "Appointment reference,Client,Scheduled date,Scheduled time,Services,Status"
    )
    path = tmp_path / "f.csv"
    path.write_text(f"{header}\n1,Ana,01/02/2026,10:00,Coaching,Completed\n", "utf-8")
    looks = importing.inspect(database, path)
    assert (looks.is_known, looks.open_question) == (False, "day_first")
    (short,) = [m for m in shipped() if m.variant == "appointments, fewer columns"]
    said = replace(short, dates={"starts": DateForm(("%d/%m/%Y %H:%M",))})
    importing.save_mapping(database, said, now=NOW)

    path.write_text(f"{header},New\n2,Ben,03/02/2026,10:00,Coaching,New,\n", "utf-8")
    report = bring(database, path)

    assert (report.tool, report.confidence) == ("fresha", "likely")
    assert log(database, "starts_at::date::varchar") == [("Ben", "2026-02-03")]
