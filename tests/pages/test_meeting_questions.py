"""Meeting reports on the pages: the switch, and the questions that they leave open."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from analytics import importing
from analytics.store import queries
from tests.analytics.importing.steps import bring
from tests.support.files import write_template
from tests.support.meetings import alone, meeting, write_zoom

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from analytics.store import Database
    from tests.pages.screens import Screen

    Open = Callable[[str], Screen]


@pytest.fixture
def practice(database: Database, tmp_path: Path) -> Database:
    """Fill a practice: one session that nobody knows of, one missed by the file."""
    common = {
        "coach": "Noor Vandersteen",
        "service": "Coaching",
        "duration_minutes": "60",
    }
    rows = [
        common
        | {
            "session_id": "s1",
            "client_name": "Ana López",
            "starts_at": "2026-11-10T10:00",
        },
        common
        | {
            "session_id": "s2",
            "client_name": "Ben Adeyemi",
            "starts_at": "2026-11-12T10:00",
            "status": "no_show",
        },
    ]
    bring(
        database,
        write_template(tmp_path / "s.csv", rows),
        exported_at="2026-11-15T18:00:00",
    )
    for number, held in enumerate(
        (
            meeting(*alone(["<b>Sam</b>"])),
            meeting(*alone(["Ben Adeyemi"]), day="11/12/2026"),
        )
    ):
        path = write_zoom(tmp_path / f"zoom{number}.csv", held)
        bring(database, path, exported_at="2026-11-15T18:00:00")
    return database


def outcome(database: Database, key: str) -> tuple[object, ...]:
    ((*found,),) = queries.rows(
        database,
        "select outcome, outcome_basis from sessions where session_id = $key",
        key=key,
    )
    return tuple(found)


def press(page: Screen, label: str) -> Screen:
    """Press the only button of that name."""
    (button,) = [b for b in page.at.button if b.label == label]
    button.click().run()
    return page.checked()


def test_nothing_is_asked_before_reports_are_switched_on(
    practice: Database, screen: Open
) -> None:
    assert "Was it them?" not in screen("data_quality").text

    page = screen("settings")
    page.at.toggle(key="evidence.zoom").set_value(True).run()

    page.checked()
    assert importing.verify(practice) == []
    assert "Was it them?" in page.go("data_quality").text


def test_somebody_unknown_is_asked_about_answered_and_taken_back(
    practice: Database, screen: Open
) -> None:
    importing.change_setting(practice, "evidence.zoom", "on")
    page = screen("data_quality")
    plain = page.text.replace("&lt;", "<").replace("&gt;", ">")
    assert "“<b>Sam</b>” was in the meeting then for 60 minutes." in plain
    assert "<b>Sam</b>" not in page.html

    press(page, "Yes, it was")
    assert outcome(practice, "s1") == ("attended", "evidence")
    assert "was in that meeting." in page.text

    press(page, "Undo")
    assert outcome(practice, "s1") == ("unknown", "none")


def test_how_long_and_how_late_is_shown(practice: Database, screen: Open) -> None:
    assert "What your meeting reports show" not in screen("data_quality").text
    importing.change_setting(practice, "evidence.zoom", "on")

    page = screen("data_quality")

    assert "What your meeting reports show (1 session)" in page.text
    assert "there for" in page.text
    assert "what your file or you say stands" in page.text


def test_a_report_against_the_file_is_asked_and_a_person_decides(
    practice: Database, screen: Open
) -> None:
    importing.change_setting(practice, "evidence.zoom", "on")
    page = screen("data_quality")
    assert "your file says that they did not come" in page.text

    press(page, "They were there")

    said = queries.rows(practice, "select session_id, outcome from confirmations")
    assert said == [("s2", "attended")]
    assert outcome(practice, "s2") == ("no_show", "recorded")
