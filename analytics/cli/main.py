"""The door of the command line.

Only what was typed is looked at here: help and slips need no database engine,
so `run` is imported once it is known that there is something to run.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from analytics.cli import output
from analytics.cli.parser import parse
from analytics.errors import CommandLineError

if TYPE_CHECKING:
    from collections.abc import Sequence


def main(typed: Sequence[str]) -> int:
    """Run one command and return its exit code.

    0 is done, 1 done with refused rows or a check that failed, 2 could not be
    done (one sentence on standard error, nothing stored).
    """
    try:
        parsed = parse(typed)
    except CommandLineError as error:
        return output.fail(str(error), is_json="--json" in typed)
    except SystemExit:
        # Help was asked for, and has been printed.
        return output.DONE
    from analytics.cli.run import run  # noqa: PLC0415 - said above

    return run(parsed)
