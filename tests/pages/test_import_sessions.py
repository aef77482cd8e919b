"""Import: drop files, answer what is open, read the report, take it back."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

import pytest

from analytics import importing
from analytics.store import queries
from analytics.store import settings as stored
from pages.shared import doors, import_report, uploads
from tests.pages.conftest import NOW, weekly
from tests.pages.screens import SAMPLES, TEMPLATE_HEADER
from tests.support.archives import zipped
from tests.support.workbooks import xlsx

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from analytics.contracts import ImportReport
    from analytics.store import Database
    from tests.pages.screens import Screen

    Open = Callable[[str], Screen]

UNDECIDED: Final = (
    b"Date;Name;State\n03/04/2026 10:00;Rosa;came\n05/06/2026 11:00;Bo;no-show\n"
)


def sessions(database: Database) -> int:
    """Return how many sessions are in the log."""
    ((count,),) = queries.rows(database, "select count(*) from sessions")
    return int(str(count))


def test_empty_practice_says_where_to_find_the_export(screen: Open) -> None:
    page = screen("import_sessions")

    assert page.title == "Import"
    assert "In Calendly open Meetings" in page.text
    assert (
        "Answers to your questions, intake forms and notes are not stored." in page.text
    )


def test_calendly_file_from_drop_to_report(screen: Open, database: Database) -> None:
    page = screen("import_sessions").upload("calendly.csv")
    assert "is an export of Calendly (scheduled events)." in page.text
    assert "Which time zone is your Calendly account set to?" in page.text
    assert "Calendly does not always say who came." in page.text

    page.at.selectbox(key="zone-calendly").set_value("Europe/Zurich").run()
    page.press("Import 1 file")

    count = sessions(database)
    assert count > 100
    assert f"{count} new sessions." in page.text
    assert "What this file cannot tell, and what that costs" in [
        expander.label for expander in page.at.expander
    ]
    assert stored.read(database).source_zone("calendly") == "Europe/Zurich"


def test_several_files_at_once(screen: Open, database: Database) -> None:
    page = screen("import_sessions").upload("calendly.csv", "acuity.csv")

    page.press("Import 2 files")

    assert len(importing.imports(database)) == 2
    assert page.html.count("dl-report") == 2


def test_after_the_first_import_the_way_on_is_shown(screen: Open) -> None:
    page = screen("import_sessions").upload("template.csv").press("Import 1 file")

    links = [link.label for link in page.at.page_link]
    assert "One more minute: how your services end" in links
    assert "See who may be worth a hello" in links


def test_second_time_nothing_is_asked(screen: Open) -> None:
    page = screen("import_sessions").upload("calendly.csv").press("Import 1 file")

    again = page.upload("calendly.csv")
    assert [box.label for box in again.at.selectbox] == []
    assert [radio.label for radio in again.at.radio] == []
    assert "The rule is in Settings." in again.text
    again.press("Import 1 file")

    assert "You imported this very file before. Nothing changed." in again.text


def test_presumption_is_changed_before_the_import(
    screen: Open, database: Database
) -> None:
    page = screen("import_sessions").upload("acuity.csv")

    page.at.radio(key="presume-acuity").set_value("unknown").run()
    page.press("Import 1 file")

    assert stored.read(database).presumption("acuity") == "unknown"
    presumed = "select count(*) from sessions where outcome_basis = 'presumed'"
    assert queries.rows(database, presumed) == [(0,)]


def test_no_rule_is_offered_for_a_report_of_payments(screen: Open) -> None:
    page = screen("import_sessions").upload("simplepractice.csv")

    assert [radio.label for radio in page.at.radio] == []


def test_exported_earlier_dates_what_the_file_knew(
    screen: Open, database: Database
) -> None:
    page = screen("import_sessions").upload("template.csv")

    page.at.button_group(key="exported").set_value("Earlier").run()
    page.at.date_input(key="exported-day").set_value(dt.date(2026, 11, 13)).run()
    page.at.time_input(key="exported-time").set_value(dt.time(18, 30)).run()
    page.press("Import 1 file")

    (record,) = importing.imports(database)
    assert record.exported_at == dt.datetime(2026, 11, 13, 18, 30)  # noqa: DTZ001 - UTC


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("empty.csv", b"", "is empty"),
        ("header.csv", TEMPLATE_HEADER.encode(), "no rows"),
        ("scan.csv", b"%PDF-1.7\n1 0 obj\n", "not a table of sessions"),
    ],
)
def test_what_is_no_log_is_one_sentence(
    screen: Open, name: str, content: bytes, said: str
) -> None:
    page = screen("import_sessions").upload((name, content))
    if "Import 1 file" in page.buttons:
        page.press("Import 1 file")

    assert said in page.text


def test_a_file_that_fails_is_told_beside_those_that_do_not(
    screen: Open, database: Database
) -> None:
    calendly = (SAMPLES / "calendly.csv").read_bytes()
    resaved = re.sub(rb"\d{4}-\d\d-\d\d \d\d:\d\d [ap]m", b"45000.5", calendly)

    page = screen("import_sessions").upload("acuity.csv", ("resaved.csv", resaved))
    page.press("Import 2 files")

    assert "resaved.csv: the dates in the column" in page.text
    assert len(importing.imports(database)) == 1


def test_refused_rows_are_told_with_their_lines(screen: Open) -> None:
    row, odd = weekly("Rosa")[0], weekly("Bo", client="c2")[0]
    odd = odd.replace("2026-", "someday ")
    padding = "," * (TEMPLATE_HEADER.count(",") - row.count(","))
    content = f"{TEMPLATE_HEADER}\n{row}{padding}\n{odd}{padding}\n".encode()

    page = screen("import_sessions").upload(("log.csv", content)).press("Import 1 file")

    assert "1 row was not stored: which, and why" in [
        expander.label for expander in page.at.expander
    ]
    (table,) = page.at.dataframe
    assert table.value["line"].tolist() == [3]
    assert [b.label for b in page.at.download_button] == ["Download all of them as CSV"]


def test_a_file_that_looks_old_is_asked_about(
    screen: Open, import_rows: Callable[..., ImportReport]
) -> None:
    report = import_rows(*weekly("Rosa", last_days_ago=20))
    assert import_report.is_maybe_older(report)
    assert not import_report.is_maybe_older(replace(report, is_repeat=True))
    row, padding = weekly("Bo", client="c2")[0], "," * 7
    content = f"{TEMPLATE_HEADER}\n{row}{padding}\n".encode()

    page = screen("import_sessions").upload(("old.csv", content)).press("Import 1 file")

    assert "If you exported it earlier" in page.text


def test_take_back_leaves_no_trace(screen: Open, database: Database) -> None:
    page = screen("import_sessions").upload("template.csv").press("Import 1 file")
    assert sessions(database) > 0

    page.press("Take it back")

    assert sessions(database) == 0
    assert "taken back" in page.text
    assert "Take it back" not in page.buttons


def test_take_back_twice_is_a_sentence(screen: Open, database: Database) -> None:
    page = screen("import_sessions").upload("template.csv").press("Import 1 file")
    (record,) = importing.imports(database)
    importing.undo(database, record.import_id, now=NOW)

    page.press("Take it back")

    assert "that could be taken back" in page.text


def test_long_history_is_folded(
    screen: Open, import_rows: Callable[..., ImportReport]
) -> None:
    for number in range(14):
        import_rows(*weekly("Rosa", client=f"c{number}"))

    page = screen("import_sessions")

    assert "2 earlier files" in [expander.label for expander in page.at.expander]


def test_waiting_files_leave_the_disk(screen: Open) -> None:
    page = screen("import_sessions").upload("template.csv")
    folder: Path = page.at.session_state["staged"].path
    assert len(list(folder.iterdir())) == 1

    page.press("Import 1 file")

    assert list(folder.iterdir()) == []


def test_a_file_taken_out_of_the_list_leaves_the_disk(screen: Open) -> None:
    page = screen("import_sessions").upload("template.csv", "acuity.csv")
    folder: Path = page.at.session_state["staged"].path

    page.upload("acuity.csv")

    assert len(list(folder.iterdir())) == 1


# -- the wizard --------------------------------------------------------------


def column(page: Screen, field: str, heading: str) -> None:
    """Choose a column by its heading; before the columns stands "not in this file"."""
    (box,) = [
        b for b in page.at.selectbox if re.fullmatch(f"column-.*-{field}", str(b.key))
    ]
    (place,) = [
        place
        for place, option in enumerate(box.options)
        if option == heading or option.startswith(f"{heading} (")
    ]
    box.set_value(place - 1)


def test_unknown_file_is_explained_once_and_imported(
    screen: Open, database: Database
) -> None:
    page = screen("import_sessions").upload("other_tool.csv")
    assert "Driftline does not know this file yet" in page.text

    for field, heading in {
        "starts": "When",
        "client_name": "Who",
        "client_email": "Mail",
        "service": "What",
        "coach": "With whom",
        "status": "How it went",
    }.items():
        column(page, field, heading)
    page.at.run()
    assert "The first rows, as they will be stored" in page.checked().text

    page.press("Keep this and go on")
    assert "is an export of other_tool" in page.text
    page.press("Import 1 file")

    assert sessions(database) > 100
    (mapping,) = importing.mappings(database)
    assert mapping.name == "other_tool"


def test_remembered_file_needs_no_wizard(screen: Open) -> None:
    page = screen("import_sessions").upload(("log.csv", UNDECIDED))
    (radio,) = [r for r in page.at.radio if str(r.key).startswith("day-first")]
    radio.set_value(True).run()
    page.press("Keep this and go on").press("Import 1 file")

    again = screen("import_sessions").upload(("next.csv", UNDECIDED))

    assert "is an export of log" in again.text
    assert "Driftline does not know this file yet" not in again.text


def test_day_or_month_first_is_asked_not_guessed(
    screen: Open, database: Database
) -> None:
    page = screen("import_sessions").upload(("log.csv", UNDECIDED))
    assert "begins with" in page.text
    assert "Keep this and go on" not in page.buttons

    (radio,) = [r for r in page.at.radio if str(r.key).startswith("day-first")]
    radio.set_value(False).run()
    page.press("Keep this and go on").press("Import 1 file")

    starts = queries.rows(database, "select min(starts_at) from sessions")
    assert starts == [(dt.datetime(2026, 3, 4, 10),)]  # noqa: DTZ001 - UTC


def test_a_column_without_dates_is_refused(screen: Open) -> None:
    page = screen("import_sessions").upload(("log.csv", UNDECIDED))

    column(page, "starts", "Name")
    page.at.run()

    assert "is in no form that Driftline knows" in page.checked().text


def test_the_two_needed_columns_are_asked_first(screen: Open) -> None:
    page = screen("import_sessions").upload(("log.csv", b"Aa;Bb\nx;y\nz;w\n"))

    assert "Two things are needed first" in page.text


def log_of(*numbers: int) -> str:
    """Return a log of Driftline's own form with these sessions."""
    rows = (f"s{n},c{n},Rosa {n},2026-11-02T10:00:00Z,attended" for n in numbers)
    return "\n".join(("session_id,client_id,client_name,starts_at,status", *rows))


def test_a_zip_is_shown_part_by_part(screen: Open, database: Database) -> None:
    packed = zipped({"a.csv": log_of(1), "b.csv": log_of(2, 3), "c.pdf": b"%PDF-1.7"})
    page = screen("import_sessions").upload(("all.zip", packed))

    assert "all.zip › a.csv is an export of" in page.text
    assert "all.zip › b.csv is an export of" in page.text
    assert "1 sheet or file was left out: which, and why" in page.text
    assert "all.zip › c.pdf: it is a PDF document" in page.text
    page.press("Import 2 files")
    assert sessions(database) == 3


def test_a_workbook_of_an_unknown_tool_opens_the_wizard(screen: Open) -> None:
    book = xlsx({"Log": [("Kunde", "Beginn"), ("Rosa", "2026-11-02 10:00")]})
    page = screen("import_sessions").upload(("studio.xlsx", book))

    assert "Driftline does not know this file yet" in page.text


def test_an_unknown_sheet_beside_known_ones_asks_nothing(screen: Open) -> None:
    rows = [line.split(",") for line in log_of(1).split("\n")]
    book = xlsx({"Log": rows, "Sizes": [("Colour", "Size"), ("red", "3")]})
    page = screen("import_sessions").upload(("studio.xlsx", book))

    assert "Driftline does not know this file yet" not in page.text
    assert "studio.xlsx › Sizes: its columns are of no export" in page.text
    assert "Import 1 file" in page.buttons


def test_nothing_usable_is_one_sentence(screen: Open) -> None:
    packed = zipped({"a.csv": "", "b.csv": "x"})
    page = screen("import_sessions").upload(("all.zip", packed))

    assert len(page.at.error) == 1
    assert "all.zip holds no table of sessions: a.csv: it is empty" in page.text
    # Drawn again: what was unpacked before is no obstacle.
    page.at.run()
    assert len(page.checked().at.error) == 1


def test_of_many_files_the_first_are_shown(screen: Open, database: Database) -> None:
    many = {f"{n:03}.csv": log_of(n) for n in range(24)}
    bad = [(f"{n}.csv", b"%PDF-1.7") for n in range(11)]
    page = screen("import_sessions").upload(("many.zip", zipped(many)), *bad)

    assert page.text.count("is an export of") == 20
    assert "… and 4 more files recognised as well." in page.text
    assert len(page.at.error) == 10
    page.press("Import 24 files")
    assert sessions(database) == 24
    assert "… and 4 more files: 4 new sessions" in page.text


def test_waiting_files_of_nobody() -> None:
    assert uploads.dropped([]) == uploads.Dropped()


@pytest.mark.usefixtures("demo")
def test_tools_have_their_names() -> None:
    assert doors.tool_name("calendly") == "Calendly"
    assert doors.tool_name("mapped-slotwise") == "slotwise"
    assert (SAMPLES / "calendly.csv").exists()
