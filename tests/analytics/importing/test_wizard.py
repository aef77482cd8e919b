"""Files of unknown tools: what Driftline guesses, asks, previews and remembers."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics import importing
from analytics.errors import (
    BadMappingError,
    DayFirstUnknownError,
    MappingNotFoundError,
    UnrecognisedExportError,
)
from analytics.exports.mapped.form import from_json, to_json
from analytics.exports.mapped.mapping import Column, DateForm, MappedExport
from analytics.importing.inspection import choices
from analytics.store import queries
from tests.analytics.importing.steps import NOW, bring, outcomes, sessions

if TYPE_CHECKING:
    from pathlib import Path

    from analytics.store import Database

TEXT = """\
Studio Nord - Terminliste
Stand;20.11.2026

Termin-Nr;Datum;Uhrzeit;Kunde;E-Mail;Coach;Leistung;Status;Preis;Gebucht am
101;02.11.2026;10:00;Ana Sousa;ana@example.com;Mia;Coaching;erschienen;90,00;20.10.2026
102;13.11.2026;11:30;Ben Li;ben@x.org;Mia;Kurs;nicht erschienen;1.250,00;21.10.2026
103;16.11.2026;09:00;Ana Sousa;ana@example.com;Jon;Erstgespräch;storniert;;21.10.2026
104;30.11.2026;09:00;Ana Sousa;ana@example.com;Jon;Kurs;bestätigt;90,00;21.10.2026
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "Studio Nord.csv"
    path.write_text(TEXT, "utf-8")
    return path


def test_the_guess_finds_the_header_and_each_columns_meaning(
    database: Database, file: Path
) -> None:
    found = importing.inspect(database, file)

    assert not found.is_known
    assert found.header[0] == "Termin-Nr"
    assert found.guess is not None
    assert {k: v.name for k, v in found.guess.columns.items()} == {
        "session_key": "Termin-Nr",
        "starts": "Datum",
        "start_time": "Uhrzeit",
        "client_name": "Kunde",
        "client_email": "E-Mail",
        "coach": "Coach",
        "service": "Leistung",
        "status": "Status",
        "price": "Preis",
        "booked": "Gebucht am",
    }
    assert found.guess.dates == {
        "starts": DateForm(("%d.%m.%Y %H:%M",)),
        "booked": DateForm(("%d.%m.%Y",)),
    }
    assert found.guess.statuses == {
        "erschienen": "attended",
        "nicht erschienen": "no_show",
        "storniert": "cancelled",
        "bestätigt": "booked",
    }
    assert found.undecided == {}


def test_an_unknown_file_is_not_imported_on_a_guess(
    database: Database, file: Path
) -> None:
    with pytest.raises(UnrecognisedExportError, match="Import page"):
        bring(database, file)


def test_the_preview_shows_rows_as_they_will_be_stored(
    database: Database, file: Path
) -> None:
    mapping = importing.inspect(database, file).guess
    assert mapping is not None

    rows = importing.preview(database, file, mapping, timezone="Europe/Berlin")

    assert rows["starts_at"].astype(str).to_list()[:2] == [
        "2026-11-02 09:00:00",
        "2026-11-13 10:30:00",
    ]
    assert rows["price_cents"].to_list()[:2] == [9000, 125000]
    assert rows["status"].to_list() == ["attended", "no_show", "cancelled", "booked"]
    assert importing.imports(database) == []


def test_a_kept_mapping_is_never_asked_again(database: Database, file: Path) -> None:
    mapping = importing.inspect(database, file).guess
    assert mapping is not None
    importing.save_mapping(database, mapping, now=NOW)

    report = bring(database, file, timezone="Europe/Berlin")

    assert (report.tool, report.tool_name, report.new) == ("mapping", "Studio Nord", 4)
    assert outcomes(database) == {
        "101": "attended",
        "102": "no_show",
        "103": "cancelled",
        "104": "scheduled",
    }
    later = file.with_name("next week.csv")
    later.write_text(TEXT + "105;18.11.2026;09:00;Ana;ana@example.com;;;wobbly;;\n")
    again = bring(database, later, timezone=None)
    assert (again.new, again.duplicate, again.timezone) == (1, 4, "Europe/Berlin")
    # A word nobody has explained says nothing about who came.
    assert outcomes(database)["105"] == "unknown"
    assert importing.inspect(database, later).is_known
    assert not importing.inspect(database, later).needs_timezone


def test_a_mapping_can_be_named(database: Database, file: Path) -> None:
    mapping = importing.inspect(database, file).guess
    assert mapping is not None
    importing.save_mapping(database, replace(mapping, name="Nord"), now=NOW)

    assert bring(database, file, mapping="nord").new == 4
    with pytest.raises(MappingNotFoundError, match="You have: Nord"):
        bring(database, file, mapping="Süd")
    assert [m.name for m in importing.mappings(database)] == ["Nord"]


def test_day_or_month_first_is_asked_never_guessed(
    database: Database, tmp_path: Path
) -> None:
    path = tmp_path / "Tool.csv"
    path.write_text("Date,Client,Status\n03/04/2026 10:00,Ana,done\n", "utf-8")
    found = importing.inspect(database, path)
    assert found.undecided == {"starts": ("%d/%m/%Y %H:%M", "%m/%d/%Y %H:%M")}
    assert found.guess is not None
    assert "starts" not in found.guess.dates

    with pytest.raises(DayFirstUnknownError, match="03/04/2026"):
        bring(database, path, mapping=found.guess)

    said = DateForm((found.undecided["starts"][0],))
    bring(database, path, mapping=replace(found.guess, dates={"starts": said}))
    (starts,) = queries.rows(database, "select starts_at::date::varchar from sessions")
    assert starts == ("2026-04-03",)


def test_the_whole_column_settles_the_order(database: Database, tmp_path: Path) -> None:
    path = tmp_path / "Tool.csv"
    path.write_text(
        "Date,Client\n03/04/2026 10:00,Ana\n04/13/2026 10:00,Ana\n", "utf-8"
    )

    found = importing.inspect(database, path)

    assert found.undecided == {}
    assert found.guess is not None
    assert found.guess.dates["starts"] == DateForm(("%m/%d/%Y %H:%M",))


def test_the_wizard_offers_forms_and_words_for_chosen_columns(
    database: Database, file: Path
) -> None:
    found = importing.inspect(database, file)

    offered = choices(found, {"starts": 1, "start_time": 2, "status": 7})

    assert offered.dates["starts"].forms == ("%d.%m.%Y %H:%M",)
    assert offered.statuses["storniert"] == "cancelled"


def test_a_table_without_a_date_or_a_person_gets_no_guess(
    database: Database, tmp_path: Path
) -> None:
    path = tmp_path / "x.csv"
    path.write_text("colour,size\nred,3\nblue,4\n", "utf-8")

    found = importing.inspect(database, path)

    assert (found.is_known, found.guess) == (False, None)
    assert found.sample == (("red", "3"), ("blue", "4"))


MAPPING = MappedExport(
    name="Tool",
    header=("Date", "Client", "Client"),
    columns={"starts": Column("Date"), "client_name": Column("Client", 1)},
    dates={"starts": DateForm(("%Y-%m-%d",))},
)


def test_a_mapping_survives_being_written_down() -> None:
    assert from_json(to_json(MAPPING)) == MAPPING
    assert MAPPING.positions(MAPPING.header) == {"starts": 0, "client_name": 2}


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"columns": {"starts": 1}}'])
def test_what_is_no_mapping_is_refused(text: str) -> None:
    with pytest.raises(BadMappingError, match="not a mapping"):
        from_json(text)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"name": "!?"}, "a name"),
        ({"columns": {"client_name": Column("Client")}}, "the start"),
        ({"columns": {"starts": Column("Date")}}, "who the client is"),
        ({"columns": {**MAPPING.columns, "mood": Column("Mood")}}, "mood"),
        ({"statuses": {"ok": "splendid"}}, "splendid"),
    ],
)
def test_a_mapping_that_could_store_nothing_is_refused(
    change: dict[str, object], said: str
) -> None:
    with pytest.raises(BadMappingError, match=said):
        replace(MAPPING, **change)  # type: ignore[arg-type]  # wrong on purpose


def test_a_mapping_for_other_columns_says_which_is_missing(
    database: Database, tmp_path: Path
) -> None:
    path = tmp_path / "x.csv"
    path.write_text("Date,Client\n2026-11-02,Ana\n", "utf-8")

    with pytest.raises(BadMappingError, match="no column 'Client'"):
        bring(database, path, mapping=MAPPING)


def test_what_a_mapped_file_cannot_tell_is_said(
    database: Database, tmp_path: Path
) -> None:
    path = tmp_path / "x.csv"
    path.write_text("Date,Client,Client\n2026-11-02,x,Ana\n", "utf-8")

    report = bring(database, path, mapping=MAPPING)

    assert len(report.cannot_tell) == 4
    assert sessions(database, "outcome", "outcome_basis").popitem()[1] == (
        "unknown",
        "none",
    )


FORM_1 = """{
 "columns": {"client_name": {"name": "Client", "occurrence": 0},
             "starts": {"name": "Date", "occurrence": 0},
             "status": {"name": "State", "occurrence": 0}},
 "forms": {"starts": "%d/%m/%Y"},
 "header": ["Date", "Client", "State"],
 "name": "Old",
 "statuses": {"done": "attended"}
}"""


def test_a_mapping_kept_before_rules_were_known_reads_as_it_did(
    database: Database, tmp_path: Path
) -> None:
    old = from_json(FORM_1)
    assert from_json(to_json(old)) == old
    importing.save_mapping(database, old, now=NOW)
    # As a practice of that time holds it.
    with database.write() as cursor:
        cursor.execute("update mappings set definition = $1", [FORM_1])
    path = tmp_path / "x.csv"
    path.write_text("Date,Client,State\n03/04/2026,Ana,done\n", "utf-8")

    report = bring(database, path)

    assert (report.tool_name, report.new) == ("Old", 1)
    assert sessions(database, "starts_at::date::varchar", "outcome").popitem()[1] == (
        "2026-04-03",
        "attended",
    )


def test_a_mapping_of_a_later_form_says_so() -> None:
    with pytest.raises(BadMappingError, match="newer Driftline"):
        from_json('{"form": 4, "name": "x"}')


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=6,
)
KNOWN = json.loads(to_json(MAPPING)) | {
    "rules": [
        {"when": {"all": [{"column": "starts", "is": ["x"]}]}, "outcome": "booked"}
    ]
}


@given(
    name=st.sampled_from([*KNOWN, "leave_out", "others", "statuses"]), value=ANYTHING
)
def test_a_mapping_is_read_or_refused_in_one_sentence(name: str, value: object) -> None:
    try:
        mapping = from_json(json.dumps({**KNOWN, name: value}))
    except BadMappingError:
        return
    assert from_json(to_json(mapping)) == mapping
