"""The parser of one command, and how a command is added to others."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, NoReturn

from analytics.errors import CommandLineError

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction["Parser"]  # noqa: SLF001 - its only name


class Parser(argparse.ArgumentParser):
    """A parser that reports a slip as one sentence instead of leaving the program."""

    def error(self, message: str) -> NoReturn:
        """Report a slip."""
        raise CommandLineError(message)


def add(commands: Commands, common: Parser, name: str, run: str, help_: str) -> Parser:
    """Add a command to others.

    Parameters
    ----------
    run
        The function that runs it, as ``module:function`` below ``analytics.cli``.
    """
    command = commands.add_parser(
        name, help=help_, description=help_, parents=[common], allow_abbrev=False
    )
    command.set_defaults(run=run)
    return command
