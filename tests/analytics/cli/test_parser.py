"""Every command leads to a function, and its page in docs/ tells of it."""

from __future__ import annotations

import argparse
from pathlib import Path

import pytest

from analytics.cli import parser, run

DOC = Path(__file__).resolve().parents[3] / "docs" / "command-line.md"

COMMANDS = {
    "attendance",
    "backup",
    "check",
    "clients",
    "demo",
    "ending clear",
    "ending set",
    "export",
    "export-client",
    "forget",
    "import",
    "imports",
    "restore",
    "sessions",
    "settings get",
    "settings set",
    "today",
    "undo",
}


def leaves(
    found: argparse.ArgumentParser, name: str = ""
) -> dict[str, argparse.ArgumentParser]:
    """Return the parsers of all commands and sub-commands by what is typed."""
    below = [
        action
        for action in found._actions
        if isinstance(action, argparse._SubParsersAction)
    ]
    if not below:
        return {name.strip(): found}
    return {
        typed: leaf
        for action in below
        for word, inner in action.choices.items()
        for typed, leaf in leaves(inner, f"{name} {word}").items()
    }


LEAVES = leaves(parser.build())


def test_commands_are_those_of_the_product() -> None:
    assert set(LEAVES) == COMMANDS


@pytest.mark.parametrize("typed", sorted(COMMANDS))
def test_command_leads_to_a_function(typed: str) -> None:
    names = [
        "1"
        for action in LEAVES[typed]._actions
        if not action.option_strings and action.nargs != "?"
    ]
    parsed = parser.parse([*typed.split(), *names])
    assert callable(run.command_of(parsed))
    assert (parsed.json, parsed.database) == (False, None)


@pytest.mark.parametrize("typed", sorted(COMMANDS))
def test_command_and_its_options_are_documented(typed: str) -> None:
    text = DOC.read_text("utf-8")
    assert f"`{typed}" in text
    for action in LEAVES[typed]._actions:
        for option in action.option_strings:
            if option not in {"-h", "--help"}:
                assert option in text
        if not action.option_strings:
            assert str(action.metavar) in text
