"""What can be typed to bring files in: ``import``, what follows it, ``mapping``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analytics.cli.command import add as _add

if TYPE_CHECKING:
    from analytics.cli.command import Commands, Parser


def _seconds(typed: str) -> float:
    seconds = float(typed)
    if not 0.1 <= seconds <= 86_400:
        raise ValueError
    return seconds


def add(commands: Commands, common: Parser) -> None:
    """Add them to the commands."""
    files = _add(
        commands, common, "import", "files:import_files", "Import session logs."
    )
    files.add_argument("files", metavar="FILE", nargs="*")
    files.add_argument(
        "--watch",
        metavar="DIR",
        help="import what is in this folder and what appears in it, until Ctrl-C",
    )
    files.add_argument(
        "--once", action="store_true", help="with --watch: look once, then end"
    )
    files.add_argument(
        "--every",
        metavar="SECONDS",
        type=_seconds,
        default=5.0,
        help="with --watch: how often to look (default: 5)",
    )
    files.add_argument(
        "--tool",
        metavar="T",
        help="the tool's key, such as calendly, where two fit (docs/exports.md)",
    )
    files.add_argument(
        "--timezone", metavar="Z", help="zone of the file's times, kept for the source"
    )
    files.add_argument(
        "--mapping", metavar="NAME", help="a mapping made before, or a .json file"
    )
    files.add_argument(
        "--dates",
        choices=("day-first", "month-first"),
        help="how dates such as 03/04/2026 begin, where the file does not settle it",
    )
    files.add_argument(
        "--exported-at",
        metavar="TIME",
        help="when the file was exported (default: the file's own time)",
    )
    files.add_argument(
        "--dry-run", action="store_true", help="say what it would bring, store nothing"
    )
    _add(commands, common, "imports", "files:list_imports", "List the imports.")
    undo = _add(commands, common, "undo", "files:undo", "Take an import back.")
    undo.add_argument("import_id", metavar="IMPORT_ID")
    _add_mappings(commands, common)


def _add_mappings(commands: Commands, common: Parser) -> None:
    mappings = _add(
        commands,
        common,
        "mappings",
        "mappings:list_mappings",
        "List, share or take over what was said about other tools' files.",
    )
    actions = mappings.add_subparsers(metavar="export|add|remove", dest="action")
    export = _add(
        actions, common, "export", "mappings:export", "Write a mapping to a file."
    )
    export.add_argument("name", metavar="NAME")
    export.add_argument("path", metavar="PATH")
    add = _add(actions, common, "add", "mappings:add", "Keep a mapping from a file.")
    add.add_argument("path", metavar="PATH")
    remove = _add(actions, common, "remove", "mappings:remove", "Forget a mapping.")
    remove.add_argument("name", metavar="NAME")
