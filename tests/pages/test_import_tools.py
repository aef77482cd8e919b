"""Import: files of tools known by hearsay, of two tools at once, and of no tool."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import pytest

from analytics import importing
from analytics.exports.mapped.form import from_json, to_json
from analytics.exports.mapped.mapping import Column, MappedExport
from analytics.exports.mapped.shipped import shipped
from analytics.store import open_practice, queries
from pages.shared import file_questions, known_file
from tests.pages.conftest import NOW
from tests.pages.screens import SAMPLES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from analytics.store import Database
    from tests.pages.screens import Screen

    Open = Callable[[str], Screen]

MOMENCE_AND_WODIFY: Final = (
    b"Appointment Date,Customer First Name,Customer Last Name,Customer E-mail,Studio,"
    b"Total Paid,Employee,Appointment Status,Service Duration,Service Type,Client ID,"
    b"Name,Type,Participant Status,Status,Class Name,Login Source,Start Datetime\n"
    b'"2026-03-15, 10:00 AM",Ana,Sol,ana@x.org,Main,1,Mia,completed,60,S,1,Ana Sol,C,,'
    b'Signed In,Yoga,App,"Mar 15, 2026, 10:00 AM"\n'
)

FRESHA_UNDECIDED: Final = (
    b"Appointment reference,Client,Scheduled date,Scheduled time,Duration,Services,"
    b"Status\n1,Ana Sol,03/04/2026,10:00,1h,Coaching,Completed\n"
)

ODD: Final = (
    b"Day;Name;State;Flag;Extra\n"
    b"2026-03-02 10:00;Rosa;ok;;\n"
    b"2026-03-03 10:00;Bo;ok;missed;\n"
    b"2026-03-04 10:00;break;ok;;blocked\n"
)


def log(database: Database) -> list[tuple[object, ...]]:
    return queries.rows(
        database,
        "select display_name, outcome from sessions join clients using (client_id) "
        "order by starts_at",
    )


def widget(page: Screen, kind: str, pattern: str) -> object:
    """Return the one widget of a kind whose key fits."""
    (found,) = [w for w in page.at.get(kind) if re.fullmatch(pattern, str(w.key))]
    return found


# -- recognised by hearsay ------------------------------------------------------


def test_a_likely_file_is_shown_before_it_is_imported(
    screen: Open, database: Database
) -> None:
    page = screen("import_sessions").upload("fresha.csv")

    assert "Recognised, please check this preview." in page.text
    assert "13 of the 13 columns that Fresha writes" in page.text
    assert "Imani Okeke" in page.text
    assert "They did not come" in page.text
    page.press("Import 1 file")

    assert len(log(database)) == 6
    assert "is known from one source only" in page.text


def test_a_verified_file_says_that_its_form_is_confirmed(screen: Open) -> None:
    page = screen("import_sessions").upload("calendly.csv")

    assert "Recognised, format confirmed." in page.text
    assert "The first rows" not in page.text


def test_a_verified_file_in_another_language_is_explained_instead(
    screen: Open, database: Database
) -> None:
    rows = (SAMPLES / "acuity.csv").read_text("utf-8").splitlines()[:3]
    months = "mars avril mai juin juillet octobre novembre".split()
    english = "March April May June July October November".split()
    text = "\n".join(rows)
    for one, other in zip(english, months, strict=True):
        text = text.replace(f"{one} ", f"{other} ")
    page = screen("import_sessions").upload(("acuity.csv", text.encode()))

    page.press(known_file.NOT_RIGHT)
    page.press("Keep this and go on").press("Import 1 file")

    assert len(log(database)) == 2


@pytest.mark.parametrize(
    "stem", ["momence", "fresha", "amelia", "amelia_same_row", "wodify", "savvycal"]
)
def test_what_is_not_right_opens_with_what_is_known_of_the_tool(
    screen: Open, database: Database, tmp_path: Path, stem: str
) -> None:
    page = screen("import_sessions").upload(f"{stem}.csv")

    page.press(known_file.NOT_RIGHT)
    assert "What is not right?" in page.text
    assert "Driftline does not know this file" not in page.text
    page.press("Keep this and go on").press("Import 1 file")

    (record,) = importing.imports(database)
    other = open_practice(tmp_path / "other.duckdb")
    importing.import_file(other, SAMPLES / f"{stem}.csv", now=NOW)
    (theirs,) = importing.imports(other)
    expected = log(other)
    other.close()
    assert log(database) == expected
    assert (record.tool, record.source) == ("mapping", theirs.source)
    assert record.ignored == theirs.ignored


def test_one_answer_is_changed_and_the_others_stay(
    screen: Open, database: Database
) -> None:
    page = screen("import_sessions").upload("amelia.csv")
    page.press(known_file.NOT_RIGHT)
    (mapping,) = (m for m in shipped() if m.variant == "appointments, a row a customer")
    assert "left out, since it stood on the waiting list" in page.text

    # The waiting list is to be kept; what "Approved" means is another matter here.
    widget(page, "checkbox", r"known-drop-1-.*").set_value(False).run()  # type: ignore[attr-defined]  # a tick
    (approved,) = (w for w in page.at.selectbox if w.label == "Approved")
    assert approved.value == "booked"
    approved.set_value("attended").run()
    page.press("Keep this and go on")

    (kept,) = importing.mappings(database)
    assert kept.statuses == {
        **mapping.statuses,
        "Approved": "attended",
        **{
            word: kept.statuses[word]
            for word in kept.statuses.keys() - mapping.statuses
        },
    }
    assert [rule.because for rule in kept.leave_out] == ["the request was declined"]
    assert kept.is_key_shared
    assert kept.shared_source == "amelia"


def test_a_recognised_file_can_be_explained_as_well(screen: Open) -> None:
    page = screen("import_sessions").upload("calendly.csv")

    page.press(known_file.NOT_RIGHT)

    assert "Driftline does not know this file yet" in page.checked().text


def test_a_further_column_is_chosen_and_kept(screen: Open, database: Database) -> None:
    content = b"Day;Client;Customer\n2026-03-02 10:00;Rosa;\n2026-03-03 10:00;;Bo\n"
    page = screen("import_sessions").upload(("both.csv", content))
    page.press("Look in another column")
    widget(page, "selectbox", r"furthers-.*-0-field").set_value("client_name").run()  # type: ignore[attr-defined]  # a box
    widget(page, "selectbox", r"furthers-.*-0-column").set_value(2).run()  # type: ignore[attr-defined]  # a box

    assert "there is no name" not in page.checked().text
    page.press("Keep this and go on").press("Import 1 file")

    assert log(database) == [("Rosa", "unknown"), ("Bo", "unknown")]
    (kept,) = importing.mappings(database)
    assert kept.columns["client_name"] == Column(
        "Client", otherwise=(Column("Customer"),)
    )


def test_prices_are_shown_with_their_own_columns_and_no_rule_is_asked(
    screen: Open,
) -> None:
    page = screen("import_sessions").upload("practice_better.csv")

    assert "First consultation" in page.text
    assert "does not always say who came" not in page.text


# -- what a recognised file leaves open -----------------------------------------


def test_a_file_of_two_tools_is_asked_about(screen: Open, database: Database) -> None:
    page = screen("import_sessions").upload(("both.csv", MOMENCE_AND_WODIFY))
    assert "has the columns of more than one tool" in page.text
    assert "Import 1 file" not in page.buttons

    widget(page, "radio", "tool-.*").set_value("wodify").run()  # type: ignore[attr-defined]  # a radio
    assert "looks like an export of Wodify" in page.text
    page.press("Import 1 file")

    (record,) = importing.imports(database)
    assert record.tool == "wodify"


def test_neither_of_two_tools_leads_to_the_wizard(screen: Open) -> None:
    page = screen("import_sessions").upload(("both.csv", MOMENCE_AND_WODIFY))

    widget(page, "radio", "tool-.*").set_value(file_questions.NEITHER).run()  # type: ignore[attr-defined]  # a radio

    assert "Driftline does not know this file yet" in page.checked().text


def test_day_or_month_of_a_known_tool_is_asked(
    screen: Open, database: Database
) -> None:
    page = screen("import_sessions").upload(("fresha.csv", FRESHA_UNDECIDED))
    assert "03/04/2026 begins with" in page.text

    widget(page, "radio", "order-of-.*").set_value(False).run()  # type: ignore[attr-defined]  # a radio
    page.press("Import 1 file")

    starts = queries.rows(database, "select starts_at::date::varchar from sessions")
    assert starts == [("2026-03-04",)]


# -- the wizard's further parts -------------------------------------------------


def condition(page: Screen, line: str, column: int, words: list[str]) -> None:
    """Fill the first condition of a line: a column, and what its cells are."""
    widget(page, "selectbox", rf"{line}-.*-0-a-column").set_value(column).run()  # type: ignore[attr-defined]  # a box
    widget(page, "multiselect", rf"{line}-.*-0-a-words").set_value(words).run()  # type: ignore[attr-defined]  # a box


def test_rules_and_rows_to_leave_out(screen: Open, database: Database) -> None:
    page = screen("import_sessions").upload(("odd.csv", ODD))
    page.press("Add a rule").press("Leave rows out")

    condition(page, "rule", 3, ["missed"])
    widget(page, "selectbox", "rule-.*-0-outcome").set_value("no_show").run()  # type: ignore[attr-defined]  # a box
    condition(page, "drop", 4, ["blocked"])
    widget(page, "text_input", "drop-.*-because").set_value("it is a break").run()  # type: ignore[attr-defined]  # a field
    assert "it is a break" in page.checked().text
    page.press("Keep this and go on").press("Import 1 file")

    assert log(database) == [("Rosa", "unknown"), ("Bo", "no_show")]
    assert "1 because it is a break" in page.text


def test_rows_may_be_promises(screen: Open, database: Database) -> None:
    content = b"Homework;Client;Due\nCall mum;Rosa;2026-11-30\n"
    page = screen("import_sessions").upload(("homework.csv", content))

    widget(page, "selectbox", "kind-.*").set_value("actions").run()  # type: ignore[attr-defined]  # a box
    assert "Call mum" in page.checked().text
    page.press("Keep this and go on")

    (mapping,) = importing.mappings(database)
    assert (mapping.kind, set(mapping.columns)) == (
        "actions",
        {"text", "client_name", "due"},
    )


def test_the_half_of_the_day_is_asked(screen: Open, database: Database) -> None:
    content = b"Day;Name\n2026-03-02 9:00;Rosa\n2026-03-02 2:30;Bo\n"
    page = screen("import_sessions").upload(("clock.csv", content))
    assert "none says am or pm" in page.text
    assert "Keep this and go on" not in page.buttons

    widget(page, "radio", "half-day-.*").set_value(True).run()  # type: ignore[attr-defined]  # a radio
    page.press("Keep this and go on").press("Import 1 file")

    starts = queries.rows(
        database, "select extract('hour' from starts_at) from sessions order by 1"
    )
    assert starts == [(9,), (14,)]


# -- sharing --------------------------------------------------------------------


MAPPING: Final = MappedExport(
    "Studio tool", (), {"starts": Column("Day"), "client_name": Column("Name")}
)


def test_a_mapping_of_somebody_else_is_taken_over(
    screen: Open, database: Database
) -> None:
    page = screen("import_sessions")
    page.at.file_uploader[1].set_value(
        [("studio.driftline.json", to_json(MAPPING).encode(), "application/json")]
    ).run()

    assert [m.name for m in importing.mappings(database)] == ["Studio tool"]
    assert "is an export of Studio tool" in page.upload(("odd.csv", ODD)).text


@pytest.mark.parametrize("content", [b"{}", b"\xff\xfe", b"[" * 5000])
def test_what_is_no_mapping_is_a_sentence(screen: Open, content: bytes) -> None:
    page = screen("import_sessions")

    page.at.file_uploader[1].set_value([("x.json", content, "application/json")]).run()

    assert "This mapping cannot be used" in page.checked().text


def test_a_mapping_is_forgotten(screen: Open, database: Database) -> None:
    importing.save_mapping(database, MAPPING, now=NOW)
    page = screen("import_sessions")
    assert "Studio tool" in page.text

    page.press("Forget it")

    assert importing.mappings(database) == []
    assert from_json(to_json(MAPPING)) == MAPPING
