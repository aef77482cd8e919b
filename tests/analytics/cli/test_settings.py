"""`settings get` and `settings set`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.analytics.cli.conftest import Ran


def test_all_settings_with_their_defaults(run: Callable[..., Ran]) -> None:
    found = run("settings", "get", "--json").json["settings"]
    assert found == {
        "timezone": "",
        "currency": "",
        "week_start": "monday",
        "notice_hours": "24",
        "answer_hours": "24",
        "capacity": "",
        "country": "",
        "initials": "off",
        "region": "",
        "evidence.zoom": "off",
        "reminders_checked": "",
    }
    assert "capacity = –" in run("settings", "get").out


def test_names_a_week_are_said_and_left_to_driftline_again(
    run: Callable[..., Ran],
) -> None:
    assert run("settings", "set", "capacity", "07").out == "capacity = 7\n"
    assert run("settings", "set", "capacity", "", "--json").json["value"] == ""
    assert run("settings", "set", "capacity", "0").code == 2


def test_the_day_on_which_the_diary_held_is_a_day(run: Callable[..., Ran]) -> None:
    assert run("settings", "set", "reminders-checked", "2026-11-23").code == 0
    assert run("settings", "get", "reminders_checked").out == "2026-11-23\n"
    refused = run("settings", "set", "reminders_checked", "yesterday")
    assert refused.code == 2
    assert "a day such as 2026-11-23" in refused.err
    assert run("settings", "set", "reminders_checked", "").code == 0


def test_setting_is_kept_in_its_canonical_form(run: Callable[..., Ran]) -> None:
    ran = run("settings", "set", "Zone", "Europe/Zurich", "--json")
    assert ran.json == {"key": "timezone", "value": "Europe/Zurich"}
    assert run("settings", "get", "timezone").out == "Europe/Zurich\n"
    assert run("settings", "set", "currency", "chf").out == "currency = CHF\n"


def test_presumption_of_a_source(run: Callable[..., Ran]) -> None:
    key = "presume.calendly"
    assert run("settings", "set", key, "unknown", "--json").code == 0
    assert run("settings", "get", key, "--json").json == {
        "key": key,
        "value": "unknown",
    }
    assert key in run("settings", "get", "--json").json["settings"]


def test_rule_changes_the_log_at_once(
    run: Callable[..., Ran], small_path: Path
) -> None:
    assert small_path.exists()
    run("settings", "set", "presume.template", "attended")
    rows = run("sessions", "--json").json["sessions"]
    assert (rows[3]["outcome"], rows[3]["outcome_basis"]) == ("attended", "presumed")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("get", "colour"), "There is no setting 'colour'. The settings are: "),
        (("set", "colour", "red"), "There is no setting 'colour'"),
        (("set", "capacity", "many"), "capacity cannot be 'many': it has to be a"),
        (("set", "timezone", "Mars"), "timezone cannot be 'Mars'"),
    ],
)
def test_setting_that_cannot_be_is_one_sentence(
    run: Callable[..., Ran], words: tuple[str, ...], said: str
) -> None:
    ran = run("settings", *words)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(said)
