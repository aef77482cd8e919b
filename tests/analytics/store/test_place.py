"""Which file is opened: the one said, else the environment's, else the project's."""

from __future__ import annotations

from pathlib import Path

from analytics.store.place import VARIABLE, practice_path

ROOT = Path(__file__).resolve().parents[3]


def test_what_is_said_comes_first() -> None:
    assert practice_path({VARIABLE: "/b"}, "/a/x.duckdb") == Path("/a/x.duckdb")


def test_then_the_environment() -> None:
    assert practice_path({VARIABLE: "/b/y.duckdb"}) == Path("/b/y.duckdb")


def test_then_the_folder_of_the_project() -> None:
    expected = ROOT / "data" / "practice.duckdb"
    assert practice_path({}) == expected
    assert practice_path({VARIABLE: ""}, "") == expected


def test_home_is_understood() -> None:
    assert practice_path({}, "~/p.duckdb") == Path.home() / "p.duckdb"
