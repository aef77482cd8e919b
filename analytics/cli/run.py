"""Run one command: from what was parsed to an exit code.

An error an owner can act on is one sentence on standard error; with ``--json``
standard output holds ``{"error": …}`` as well. A bug is one sentence too, and the
places it passed go to the log.
"""

from __future__ import annotations

import datetime as dt
import importlib
import os
import sys
from typing import TYPE_CHECKING

from analytics.cli import output
from analytics.cli.call import Call
from analytics.errors import PracticeError
from analytics.store import log, place

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from analytics.cli.output import Answer

_BUG = (
    "Driftline met an error of its own and stopped; what was stored before is safe. "
    "`python -m analytics check --bundle support.zip` collects what helps to find it."
)
_STOPPED = "Stopped. Whatever was not finished was not stored."


def run(parsed: argparse.Namespace) -> int:
    """Run the command that was typed and return its exit code."""
    path = place.practice_path(os.environ, parsed.database)
    log.set_up(path)
    try:
        return _answer(Call(parsed, path, _now()))
    except PracticeError as error:
        log.event(parsed.command, error=error)
        return output.fail(str(error), is_json=parsed.json)
    except BrokenPipeError:
        return _unheard()
    except KeyboardInterrupt:
        return output.fail(_STOPPED, is_json=parsed.json)
    except Exception as error:  # noqa: BLE001 - the outermost door: a traceback may name a client
        log.bug(error)
        return output.fail(_BUG, is_json=parsed.json)
    finally:
        log.close()


def _answer(call: Call) -> int:
    answer = command_of(call.arguments)(call)
    output.write(answer, is_json=call.arguments.json)
    return answer.code


def command_of(parsed: argparse.Namespace) -> Callable[[Call], Answer]:
    """Return the function that runs what was parsed."""
    module, _, function = parsed.run.partition(":")
    found: Callable[[Call], Answer] = getattr(
        importlib.import_module(f"analytics.cli.{module}"), function
    )
    return found


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC).replace(tzinfo=None, microsecond=0)


def _unheard() -> int:
    """Leave quietly: whoever read the output has heard enough (``… | head``)."""
    # Python flushes standard output on its way out and must not fail there.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return output.DONE
