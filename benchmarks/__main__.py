"""Run one benchmark by name, or all of them.

A benchmark is a package in this folder. It offers ``add_arguments(parser)`` and
``run(arguments)``, which returns the tables to print.
"""

from __future__ import annotations

import argparse
import importlib
import pkgutil
import sys
from pathlib import Path

from benchmarks import report


def main() -> None:
    """Run what was asked for and print what came of it."""
    names = sys.argv[1:2] or _names()
    print("\n".join(report.machine()))
    for name in names:
        arguments = _parser().parse_args([name, *sys.argv[2:]])
        for table in arguments.run(arguments):
            print(f"\n{report.drawn(table)}", flush=True)


def _names() -> list[str]:
    folder = Path(__file__).parent
    return [found.name for found in pkgutil.iter_modules([str(folder)]) if found.ispkg]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="NAME")
    for name in _names():
        module = importlib.import_module(f"benchmarks.{name}")
        command = commands.add_parser(name, help=module.__doc__)
        module.add_arguments(command)
        command.set_defaults(run=module.run)
    return parser


if __name__ == "__main__":
    main()
