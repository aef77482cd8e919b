"""Every command leads to a function, and its page in docs/ tells of it."""

from __future__ import annotations

import argparse
from pathlib import Path

import pytest

from analytics.cli import parser, run

DOC = Path(__file__).resolve().parents[3] / "docs" / "command-line.md"

COMMANDS = {
    "absence add",
    "absence clear",
    "absence list",
    "action add",
    "action clear",
    "action done",
    "action list",
    "agreement accept",
    "agreement clear",
    "agreement set",
    "agreement show",
    "attendance",
    "backtest",
    "backup",
    "brief",
    "changes",
    "check",
    "client-report",
    "clients",
    "demo",
    "digest",
    "ending clear",
    "ending set",
    "export",
    "export-client",
    "fees clear",
    "fees decide",
    "follow-up add",
    "follow-up clear",
    "follow-up done",
    "follow-up list",
    "forget",
    "gaps",
    "goal add",
    "goal change",
    "goal clear",
    "goal let-go",
    "goal list",
    "goal reached",
    "goal win",
    "import",
    "imports",
    "link",
    "mappings add",
    "mappings export",
    "mappings remove",
    "merge",
    "next-step",
    "outcome clear",
    "outcome set",
    "people",
    "playbook check",
    "playbook list",
    "policy add",
    "policy clear",
    "policy list",
    "policy show",
    "pulse",
    "questions",
    "record",
    "reminders sent",
    "restore",
    "retention",
    "risk card",
    "risk fit",
    "risk no-scoring",
    "risk prior",
    "scoreboard",
    "sessions",
    "settings get",
    "settings set",
    "strategies add",
    "strategies change",
    "strategies clear",
    "strategies define",
    "strategies list",
    "strategies stop",
    "today",
    "trial assign",
    "trial plan",
    "trial report",
    "trial status",
    "trial stop",
    "undo",
    "unlink",
    "unmerge",
}

HIDDEN = {"reminders work", "risk work"}
"""Run by the screen and of no use to people."""


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
    assert set(LEAVES) == COMMANDS | HIDDEN


@pytest.mark.parametrize("typed", sorted(COMMANDS))
def test_command_leads_to_a_function(typed: str) -> None:
    names = [
        "1"
        for action in LEAVES[typed]._actions
        if not action.option_strings and action.nargs != "?"
    ]
    # Options that have to be given, and of each choice that has to be made the first.
    needed = [a for a in LEAVES[typed]._actions if a.required and a.option_strings]
    groups = [g for g in LEAVES[typed]._mutually_exclusive_groups if g.required]
    needed += [group._group_actions[0] for group in groups]
    options = [word for a in needed for word in (a.option_strings[0], "1")]
    parsed = parser.parse([*typed.split(), *names, *options])
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
