"""Settings: kept in plain words, backup, and what a client may ask for."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from analytics.store import entries, queries
from analytics.store import settings as stored
from pages.shared import keeping

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from analytics.store import Database
    from tests.pages.screens import Screen

    Open = Callable[[str], Screen]


def test_empty_practice_can_be_set_up(screen: Open) -> None:
    settings = screen("settings")

    assert settings.title == "Settings"
    assert "Keep these" in settings.buttons
    assert "Backup" in settings.text
    assert "Privacy" in settings.text
    assert "When a client asks" not in settings.text


def test_what_is_entered_is_kept(screen: Open, database: Database) -> None:
    settings = screen("settings")

    settings.at.selectbox(key="set-timezone").set_value("Europe/Zurich")
    settings.at.text_input(key="set-currency").set_value("chf")
    settings.at.number_input(key="set-capacity").set_value(7)
    settings.at.toggle(key="set-initials").set_value(True)
    settings.press("Keep these")

    kept = stored.read(database)
    assert (kept.timezone, kept.currency) == ("Europe/Zurich", "CHF")
    assert (kept.capacity, kept.initials) == (7, True)


def test_names_a_week_left_empty_stay_driftline_s_own(
    screen: Open, database: Database
) -> None:
    settings = screen("settings").press("Keep these")
    assert stored.read(database).capacity is None

    settings.at.number_input(key="set-capacity").set_value(7)
    settings.press("Keep these")
    settings.at.number_input(key="set-capacity").set_value(None)
    settings.press("Keep these")

    assert stored.read(database).capacity is None
    with database.read() as cursor:
        assert stored.stored(cursor)["capacity"] == ""


def test_what_cannot_be_is_a_sentence(screen: Open, database: Database) -> None:
    settings = screen("settings")

    settings.at.text_input(key="set-currency").set_value("C1")
    settings.press("Keep these")

    assert "currency cannot be 'C1'" in settings.text
    assert stored.read(database).currency == ""


@pytest.mark.usefixtures("demo")
def test_presumption_of_a_source_is_changed(screen: Open, database: Database) -> None:
    settings = screen("settings")

    settings.at.radio(key="presume.acuity").set_value("unknown").run()

    assert stored.read(database).presumption("acuity") == "unknown"
    assert "A past booking from Acuity" in settings.checked().text


@pytest.mark.usefixtures("one_client")
def test_backup_now(screen: Open, practice_of_the_test: Path) -> None:
    screen("settings").press("Back up now")

    (backup,) = (practice_of_the_test.parent / "backups").iterdir()
    assert backup.suffix == ".duckdb"


@pytest.mark.usefixtures("one_client")
def test_second_backup_within_a_minute_is_a_sentence(screen: Open) -> None:
    settings = screen("settings").press("Back up now").press("Back up now")

    assert "exists already" in settings.text


@pytest.mark.usefixtures("one_client")
def test_everything_held_about_a_client(screen: Open) -> None:
    settings = screen("settings")
    settings.at.selectbox(key="about-client").set_value("c1").run()

    assert settings.checked().at.download_button[0].label.startswith("Download every")
    held = json.loads(keeping.everything_about("c1"))

    assert held["name"] == "Rosa Duarte"
    assert len(held["sessions"]) == 5
    assert held["sessions"][0]["starts_at"].endswith("Z")


@pytest.mark.usefixtures("one_client")
def test_forgetting_needs_the_word(screen: Open, database: Database) -> None:
    settings = screen("settings").press("Back up now")
    settings.at.selectbox(key="about-client").set_value("c1").run()
    (button,) = (b for b in settings.at.button if b.label == "Forget this client")
    assert button.disabled

    settings.at.text_input(key="forget-typed").set_value("FORGET").run()
    settings.press("Forget this client")

    assert queries.rows(database, "select count(*) from clients") == [(0,)]
    assert "removed from your practice" in settings.text
    assert "may still hold this client" in settings.text
    assert "Duarte" not in settings.text


@pytest.mark.usefixtures("one_client")
def test_forgotten_leaves_nothing_to_undo_on_today(
    screen: Open, database: Database
) -> None:
    today = screen("today").press("Contacted")
    assert entries.entries(database, "c1")

    settings = today.go("settings")
    settings.at.selectbox(key="about-client").set_value("c1").run()
    settings.at.text_input(key="forget-typed").set_value("FORGET").run()
    settings.press("Forget this client")

    assert "Undo" not in settings.go("today").buttons
