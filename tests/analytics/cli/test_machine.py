"""The machine's zone: the environment's, else the system's, else UTC."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from analytics.cli.machine import machine_zone

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("named", ["Asia/Kathmandu", ":Asia/Kathmandu"])
def test_environment_comes_first(tmp_path: Path, named: str) -> None:
    assert machine_zone({"TZ": named}, tmp_path) == "Asia/Kathmandu"


def test_link_of_the_system(tmp_path: Path) -> None:
    (tmp_path / "etc").mkdir()
    link = tmp_path / "etc" / "localtime"
    link.symlink_to("/usr/share/zoneinfo/Europe/Zurich")
    assert machine_zone({"TZ": "nonsense"}, tmp_path) == "Europe/Zurich"


def test_name_the_system_wrote_down(tmp_path: Path) -> None:
    (tmp_path / "etc").mkdir()
    (tmp_path / "etc" / "timezone").write_text("Europe/Lisbon\n", "utf-8")
    assert machine_zone({}, tmp_path) == "Europe/Lisbon"


def test_system_that_names_none_is_utc(tmp_path: Path) -> None:
    assert machine_zone({}, tmp_path) == "UTC"


def test_this_machine_has_a_zone() -> None:
    assert machine_zone() == "UTC"
