"""One person under several ids, several people under one; all of it reversible."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from analytics import importing
from analytics.errors import BadEntryError, ClientNotFoundError, NotMergedError
from analytics.facts import contacts
from analytics.importing import decisions
from analytics.periods import AsOf
from analytics.store import (
    answers,
    check,
    entries,
    follow_ups,
    privacy,
    queries,
    remarks,
)
from tests.analytics.importing.steps import NOW, bring, log
from tests.support.files import (
    acuity_row,
    calendly_row,
    write_acuity,
    write_calendly,
    write_template,
)

if TYPE_CHECKING:
    from pathlib import Path

    from analytics.store import Database

DAY = dt.date(2026, 11, 20)


def clients(database: Database) -> dict[str, tuple[str, int]]:
    """Return name to id and how many sessions."""
    found = queries.rows(
        database,
        "select c.display_name, c.client_id, count(*) from clients as c "
        "inner join sessions as s on c.client_id = s.client_id group by all",
    )
    return {str(name): (str(id_), int(str(count))) for name, id_, count in found}


def well(database: Database) -> None:
    """Hold the log against its sources and the file against itself."""
    assert importing.verify(database) == []
    assert check.check(database).problems == ()


@pytest.fixture
def two(database: Database, tmp_path: Path) -> Database:
    """One person: in Calendly under the old name, in Acuity under the new one."""
    old = [
        calendly_row(
            "u1", "2026-09-01 10:00 am", email="ana@old.org", name="Ana Silva"
        ),
        calendly_row(
            "u2", "2026-09-08 10:00 am", email="ana@old.org", name="Ana Silva"
        ),
    ]
    new = [
        acuity_row(
            "7",
            "November 10, 2026 10:00 am",
            email="ana@new.org",
            first="Ana",
            last="Costa",
        ),
    ]
    bring(database, write_calendly(tmp_path / "c.csv", old))
    bring(database, write_acuity(tmp_path / "a.csv", new))
    return database


def ids(database: Database) -> tuple[str, str]:
    """Return the ids of Ana under her old and her new name."""
    known = clients(database)
    return known["Ana Silva"][0], known["Ana Costa"][0]


def test_merged_people_are_one_client_with_all_their_keys(two: Database) -> None:
    old, new = ids(two)

    decisions.merge(two, old, new, now=NOW)

    assert clients(two) == {"Ana Costa": (new, 3)}
    keys = queries.rows(
        two, "select client_id, source, value from client_keys order by source, value"
    )
    assert keys == [(new, "acuity", "ana@new.org"), (new, "calendly", "ana@old.org")]
    well(two)


def test_unmerging_gives_the_very_log_back(two: Database) -> None:
    before = log(two)
    old, new = ids(two)
    decisions.merge(two, old, new, now=NOW)
    assert log(two) != before

    assert decisions.unmerge(two, old, now=NOW) == 1

    assert log(two) == before
    assert queries.rows(two, "select count(*) from client_aliases") == [(0,)]
    well(two)


def test_taking_the_answer_back_does_the_same(two: Database) -> None:
    before = log(two)
    old, new = ids(two)
    entry_id = decisions.merge(two, old, new, now=NOW)

    decisions.take_back(two, entry_id, now=NOW)

    assert log(two) == before


def test_entries_of_both_follow_and_go_back(two: Database) -> None:
    old, new = ids(two)
    entries.add_follow_up(two, old, step="wrote", on=DAY, now=NOW)
    entries.add_follow_up(two, new, step="called", on=DAY, now=NOW)

    decisions.merge(two, old, new, now=NOW)
    both = {entry.what for entry in entries.entries(two, new)}
    decisions.unmerge(two, old, now=NOW)

    assert both == {"wrote", "called"}
    assert [entry.what for entry in entries.entries(two, old)] == ["wrote"]
    assert [entry.what for entry in entries.entries(two, new)] == ["called"]


def test_steps_plans_and_remarks_follow_and_one_may_be_taken(two: Database) -> None:
    old, new = ids(two)
    plan_id = follow_ups.plan(two, old, "say_hello", on=DAY, due=DAY, now=NOW)
    contact = entries.add_follow_up(two, old, step="pause", on=DAY, now=NOW)
    answers.add_result(two, old, "paused", about_id=contact, on=DAY, now=NOW)
    remarks.add(two, old, "worried", on=DAY, now=NOW)

    decisions.merge(two, old, new, now=NOW)

    as_of = AsOf.end_of(DAY, "UTC")
    follow_ups.take(two, plan_id, on=DAY, now=NOW)
    assert [one.is_done for one in contacts.planned(two, as_of)[new]] == [True]
    taken = {one.step: one.result for one in contacts.contacts(two, as_of)[new]}
    assert taken == {"pause": "paused", "say_hello": None}
    assert [one.kind for one in contacts.remarks(two, as_of)[new]] == ["worried"]
    decisions.unmerge(two, old, now=NOW)
    assert contacts.contacts(two, as_of)[old][0].result == "paused"


def test_later_files_go_to_the_one_person(two: Database, tmp_path: Path) -> None:
    old, new = ids(two)
    decisions.merge(two, old, new, now=NOW)
    more = calendly_row(
        "u3", "2026-09-15 10:00 am", email="ANA@old.org", name="Ana Silva"
    )

    bring(
        two,
        write_calendly(tmp_path / "more.csv", [more]),
        exported_at="2026-11-21T18:00:00",
    )

    assert clients(two) == {"Ana Costa": (new, 4)}
    well(two)


def test_undo_parks_a_merge_and_importing_again_brings_it_back(
    two: Database, tmp_path: Path
) -> None:
    old, new = ids(two)
    decisions.merge(two, old, new, now=NOW)
    merged = log(two)
    [acuity] = [r.import_id for r in importing.imports(two) if r.source == "acuity"]

    importing.undo(two, acuity, now=NOW)
    assert clients(two) == {"Ana Silva": (new, 2)}
    well(two)
    bring(two, tmp_path / "a.csv")

    assert log(two) == merged
    well(two)


def test_three_ids_are_one_person_and_fall_apart_again(
    two: Database, tmp_path: Path
) -> None:
    row = {
        "session_id": "T-1",
        "client_id": "77",
        "client_name": "A. Costa",
        "service": "Coaching 60",
        "starts_at": "2026-11-12T10:00",
        "status": "attended",
    }
    bring(two, write_template(tmp_path / "t.csv", [row]))
    apart = log(two)
    old, new = ids(two)

    decisions.merge(two, old, new, now=NOW)
    decisions.merge(two, "77", old, now=NOW)
    assert {id_ for id_, _ in clients(two).values()} == {new}
    assert decisions.unmerge(two, "77", now=NOW) == 1
    assert {id_ for id_, _ in clients(two).values()} == {new, "77"}
    decisions.unmerge(two, new, now=NOW)

    assert log(two) == apart


def test_forgetting_a_merged_person_reaches_every_key(
    two: Database, tmp_path: Path
) -> None:
    old, new = ids(two)
    entries.add_follow_up(two, old, step="wrote", on=DAY, now=NOW)
    follow_ups.plan(two, old, "say_hello", on=DAY, due=DAY, now=NOW)
    remarks.add(two, old, "worried", on=DAY, now=NOW)
    decisions.merge(two, old, new, now=NOW)

    privacy.forget(two, old, now=NOW)

    assert clients(two) == {}
    entered = ("follow_ups", "planned_steps", "remarks")
    for table in (*entered, "same_person", "client_aliases", "entry_owners"):
        assert queries.rows(two, f"select count(*) from {table}") == [(0,)]  # noqa: S608 - names above
    again = [
        bring(two, tmp_path / name, exported_at="2026-11-22T06:00:00")
        for name in ("c.csv", "a.csv")
    ]
    assert [(done.new, done.ignored) for done in again] == [(0, 2), (0, 1)]
    well(two)


def test_export_client_shows_everything_of_both(two: Database) -> None:
    old, new = ids(two)
    decisions.merge(two, old, new, now=NOW)

    held = privacy.export_client(two, old)

    assert held["client_id"] == new
    assert len(held["sessions"]) == 3  # type: ignore[arg-type]  # rows


def test_not_the_same_changes_nothing_but_is_remembered(two: Database) -> None:
    before = log(two)
    old, new = ids(two)

    decisions.keep_apart(two, old, new, now=NOW)

    assert log(two) == before
    assert queries.rows(two, "select is_same from same_person") == [(False,)]


def test_the_later_of_two_answers_counts(two: Database) -> None:
    old, new = ids(two)
    decisions.merge(two, old, new, now=NOW)
    before = len(clients(two))
    decisions.unmerge(two, old, now=NOW)
    decisions.keep_apart(two, new, old, now=NOW + dt.timedelta(minutes=1))
    decisions.merge(two, new, old, now=NOW + dt.timedelta(minutes=2))

    assert (before, clients(two)) == (1, {"Ana Silva": (old, 3)})


def test_what_cannot_be_merged_is_said(two: Database) -> None:
    old, new = ids(two)
    with pytest.raises(ClientNotFoundError):
        decisions.merge(two, "nobody", new, now=NOW)
    with pytest.raises(BadEntryError, match="one client already"):
        decisions.merge(two, old, old, now=NOW)
    with pytest.raises(NotMergedError, match="Nobody has said"):
        decisions.unmerge(two, old, now=NOW)
    with pytest.raises(BadEntryError, match="no such answer"):
        decisions.take_back(two, "e-0", now=NOW)


# -- two people under one address ---------------------------------------------


@pytest.fixture
def couple(database: Database, tmp_path: Path) -> Database:
    """Two people who book from one address."""
    rows = [
        calendly_row("u1", "2026-10-05 10:00 am", email="we@x.org", name="Ana Sousa"),
        calendly_row("u2", "2026-10-06 10:00 am", email="we@x.org", name="Ben Sousa"),
        calendly_row("u3", "2026-10-12 10:00 am", email="we@x.org", name="ana  sousa"),
        calendly_row("u4", "2026-10-13 10:00 am", email="we@x.org", name="Ben Sousa"),
        calendly_row("u5", "2026-10-14 10:00 am", email="o@x.org", name="Other One"),
    ]
    bring(database, write_calendly(tmp_path / "c.csv", rows))
    return database


def test_a_couple_is_told_apart_by_name(couple: Database) -> None:
    [shared] = [id_ for name, (id_, _) in clients(couple).items() if "Ben" in name]

    decisions.split(couple, shared, "Ana Sousa", now=NOW)

    known = clients(couple)
    assert {name: count for name, (_, count) in known.items()} == {
        "ana sousa": 2,
        "Ben Sousa": 2,
        "Other One": 1,
    }
    assert known["Ben Sousa"][0] == shared
    well(couple)


def test_a_split_is_undone_exactly(couple: Database) -> None:
    before = log(couple)
    shared = clients(couple)["Ben Sousa"][0]
    [entry_id] = decisions.split(couple, shared, "ana sousa", now=NOW)

    decisions.take_back(couple, entry_id, now=NOW)

    assert log(couple) == before
    well(couple)


def test_a_later_file_with_one_name_only_goes_to_the_right_one(
    couple: Database, tmp_path: Path
) -> None:
    shared = clients(couple)["Ben Sousa"][0]
    decisions.split(couple, shared, "Ana Sousa", now=NOW)
    row = calendly_row("u9", "2026-10-19 10:00 am", email="we@x.org", name="Ana Sousa")

    bring(
        couple,
        write_calendly(tmp_path / "d.csv", [row]),
        exported_at="2026-11-21T18:00:00",
    )

    counts = {name: count for name, (_, count) in clients(couple).items()}
    assert (counts["Ana Sousa"], counts["Ben Sousa"]) == (3, 2)
    well(couple)


def test_half_of_a_couple_can_be_merged_with_their_own_account(
    couple: Database, tmp_path: Path
) -> None:
    own = acuity_row(
        "9", "November 10, 2026 10:00 am", email="a@x.org", first="Ana", last="Sousa"
    )
    bring(couple, write_acuity(tmp_path / "a.csv", [own]))
    shared = clients(couple)["Ben Sousa"][0]
    decisions.split(couple, shared, "Ana Sousa", now=NOW)
    found = queries.rows(
        couple, "select client_id from clients where lower(display_name) = 'ana sousa'"
    )
    half, account = sorted(
        (str(id_) for (id_,) in found), key=lambda id_: id_ == clients_id(couple, own)
    )

    decisions.merge(couple, half, account, now=NOW)

    counts = {name.lower(): count for name, (_, count) in clients(couple).items()}
    assert counts == {"ana sousa": 3, "ben sousa": 2, "other one": 1}
    well(couple)


def clients_id(database: Database, row: dict[str, str]) -> str:
    """Return the id of whoever has this row's e-mail address."""
    [(id_,)] = queries.rows(
        database,
        "select client_id from client_keys where value = $email",
        email=row["Email"],
    )
    return str(id_)


def test_one_name_alone_cannot_be_split(couple: Database) -> None:
    with pytest.raises(BadEntryError, match="one name only"):
        decisions.split(couple, clients(couple)["Other One"][0], "Other One", now=NOW)


def test_forgetting_half_of_a_couple_leaves_the_other_half(
    couple: Database, tmp_path: Path
) -> None:
    shared = clients(couple)["Ben Sousa"][0]
    decisions.split(couple, shared, "Ana Sousa", now=NOW)
    ana = clients(couple)["ana sousa"][0]

    privacy.forget(couple, ana, now=NOW)
    again = bring(couple, tmp_path / "c.csv", exported_at="2026-11-22T06:00:00")

    assert again.ignored == 2
    counts = {name: count for name, (_, count) in clients(couple).items()}
    assert counts == {"Ben Sousa": 2, "Other One": 1}
    well(couple)
