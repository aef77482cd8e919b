"""Who may be one person: suggested with the evidence, never on a name alone."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from analytics.importing import decisions
from analytics.people import model, same_people
from tests.analytics.importing.steps import NOW, bring
from tests.servers import ROOT
from tests.support.files import Row, acuity_row, write_acuity, write_template

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from analytics.people import SamePerson
    from analytics.store import Database


def booked(client: str, name: str, *days: str, **more: str) -> list[Row]:
    """Return attended sessions of one client at ten o'clock on these days."""
    common = {"client_id": client, "client_name": name, "coach": "Marit"}
    return [
        {
            **common,
            "session_id": f"{client}-{day}",
            "service": "Coaching",
            "starts_at": f"2026-{day}T10:00",
            "status": "attended",
            **more,
        }
        for day in days
    ]


def suggested(database: Database, tmp_path: Path, *rows: Row) -> list[SamePerson]:
    bring(database, write_template(tmp_path / "t.csv", rows))
    return same_people(database)


def pairs(found: list[SamePerson]) -> set[tuple[str, str]]:
    return {(one.client_id, one.into_id) for one in found}


def test_a_new_account_after_the_old_one_is_suggested_with_the_evidence(
    database: Database, tmp_path: Path
) -> None:
    [found] = suggested(
        database,
        tmp_path,
        *booked("1", "Ana Silva", "01-05", "01-12", client_email="ana@old.org"),
        *booked("2", "Ana Silva", "02-02", "02-09", client_email="mail@new.org"),
        *booked("3", "Ben Okafor", "01-06", "02-03", client_email="ben@x.org"),
    )

    assert (found.client_id, found.into_id) == ("1", "2")
    assert found.evidence == (
        "the same name",
        "never booked at the same time",
        "the first booking of one comes after the last of the other",
        "the same coach and service",
    )


@pytest.mark.parametrize(
    "second",
    [
        # Side by side with another coach: the name is all they share.
        {"coach": "Davi"},
        {"coach": "Davi", "service": "Workshop", "client_email": "o@example.org"},
    ],
)
def test_never_on_a_name_alone(
    database: Database, tmp_path: Path, second: Mapping[str, str]
) -> None:
    found = suggested(
        database,
        tmp_path,
        *booked("1", "Ana Silva", "01-05", "02-02", client_email="ana@old.org"),
        *booked("2", "Ana Silva", "01-12", "02-09", **second),
    )

    assert found == []


def test_a_changed_family_name_with_the_same_number_in_another_tool(
    database: Database, tmp_path: Path
) -> None:
    bring(
        database,
        write_acuity(
            tmp_path / "a.csv",
            [
                acuity_row(
                    "1",
                    "January 5, 2026 10:00 am",
                    first="Maria",
                    last="Santos",
                    email="maria@a.org",
                    phone="+41 79 555 01 23",
                )
            ],
        ),
    )
    later = acuity_row(
        "2",
        "March 9, 2026 11:00 am",
        first="Maria",
        last="Keller",
        email="mk@b.org",
        phone="079 555 01 23",
    )
    bring(
        database,
        write_acuity(tmp_path / "b.csv", [later]),
        exported_at="2026-11-21T08:00:00",
    )

    [found] = same_people(database)

    assert found.evidence[:2] == ("the same phone", "the same first name")
    assert found.into_name == "Maria Keller"


def test_a_couple_with_one_address_is_not_one_person(
    database: Database, tmp_path: Path
) -> None:
    found = suggested(
        database,
        tmp_path,
        *booked("1", "Ana Silva", "01-05", "02-02", client_email="we@x.org"),
        *booked("2", "Ben Silva", "01-12", "02-09", client_email="we@x.org"),
    )

    assert found == []


def test_who_is_booked_at_the_same_time_is_less_likely_one_person(
    database: Database, tmp_path: Path
) -> None:
    found = suggested(
        database,
        tmp_path,
        *booked("1", "Ana Silva", "01-05", "01-12"),
        *booked("2", "Ana Silva", "01-12", "01-19"),
    )

    assert found == []


def test_what_was_answered_is_not_asked_again(
    database: Database, tmp_path: Path
) -> None:
    rows = [
        *booked("1", "Ana Silva", "01-05", client_email="ana@x.org"),
        *booked("2", "Ana Silva", "02-05", client_email="ana@x.org"),
    ]
    assert pairs(suggested(database, tmp_path, *rows)) == {("1", "2")}

    entry_id = decisions.keep_apart(database, "2", "1", now=NOW)
    assert same_people(database) == []
    decisions.take_back(database, entry_id, now=NOW)
    assert pairs(same_people(database)) == {("1", "2")}
    decisions.merge(database, "1", "2", now=NOW)
    assert same_people(database) == []


def test_the_odd_practices_have_no_suggestions(
    database: Database, tmp_path: Path
) -> None:
    assert same_people(database) == []
    assert suggested(database, tmp_path, *booked("1", "Ana Silva", "01-05")) == []


def test_odd_names_are_compared_and_harm_nothing(
    database: Database, tmp_path: Path
) -> None:
    names = ["'; drop table clients; --", "Silva, Ana", "Ana Silva", "???", "李 小龙"]
    rows = [
        row
        for number, name in enumerate(names)
        for row in booked(str(number), name, f"0{number + 1}-05")
    ]

    assert pairs(suggested(database, tmp_path, *rows)) == {("1", "2")}


def test_the_chances_of_each_comparison_add_up() -> None:
    for key, levels in model.LEVELS.items():
        assert sum(level.m for level in levels) == pytest.approx(1, abs=0.01), key
        assert sum(level.u for level in levels) == pytest.approx(1, abs=0.01), key


def test_nothing_loads_the_library_before_it_is_asked() -> None:
    code = (
        "import sys, analytics.people, analytics.importing.decisions; "
        "sys.exit(any(m.split('.')[0] in ('splink', 'sqlglot') for m in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False)
    assert done.returncode == 0
