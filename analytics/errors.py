"""The errors a practice owner can be shown.

Every message says what was found, then what to do about it, and names no
client. Pages and the command line show ``str(error)``; anything that is not a
`PracticeError` is a bug and is not caught.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


class PracticeError(Exception):
    """Base class of every error whose message may reach a person."""


# -- the store ---------------------------------------------------------------


class PracticeFileLockedError(PracticeError):
    """Another process holds the practice's file."""

    def __init__(self, path: Path, holder: str | None) -> None:
        who = f" ({holder})" if holder else ""
        super().__init__(
            f"The practice file {path.name} is open in another program{who}. "
            "Close the other Driftline window or command, then try again."
        )


class NotAPracticeError(PracticeError):
    """A file is no Driftline practice."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{path.name} is not a Driftline practice file. Choose a file that "
            "Driftline made: your practice or one of its backups."
        )


class NewerPracticeError(PracticeError):
    """A practice file was written by a newer Driftline."""

    def __init__(self, path: Path, found: int, known: int) -> None:
        super().__init__(
            f"{path.name} was written by a newer Driftline (its form is {found}, "
            f"this one knows up to {known}). Update Driftline, then open it again. "
            "Nothing was changed."
        )


class PracticeNotWritableError(PracticeError):
    """The folder or file cannot be written."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{path.name} cannot be written in its folder. Choose a folder you may "
            "write to, or change the folder's permission. Nothing was changed."
        )


class DiskFullError(PracticeError):
    """The disk has no room left."""

    def __init__(self) -> None:
        super().__init__(
            "The disk is full, so nothing was stored and everything is as it was. "
            "Make room, then try again."
        )


class DamagedPracticeError(PracticeError):
    """The database engine cannot read the practice's file."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{path.name} is damaged and cannot be read. Restore your latest backup "
            "with `python -m analytics restore BACKUP`; the damaged file is kept."
        )


class BackupExistsError(PracticeError):
    """A backup would overwrite a file."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{path.name} exists already. Give the backup another name: Driftline "
            "never overwrites a backup."
        )


class MissingFileError(PracticeError):
    """A named file is not there."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"There is no file {path.name} at that place. Check the name and the "
            "folder, then try again."
        )


class MissingFolderError(PracticeError):
    """A file was to be written to a folder that is not there."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"There is no folder {path.name} at that place. Make it first, or plug in "
            "the disk it is on, then try again. Nothing was written."
        )


class FileThereError(PracticeError):
    """A file would be overwritten."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{path.name} exists already. Give another name: nothing was written."
        )


class SameFileError(PracticeError):
    """A practice was to be restored from itself."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{path.name} is the practice itself. Choose one of its backups: nothing "
            "was changed."
        )


class RewriteUnfinishedError(PracticeError):
    """A client is removed, but the file still holds traces of the text."""

    def __init__(self, reason: str) -> None:
        super().__init__(
            "The client was removed, but the practice file could not be written anew, "
            f"so traces may remain inside it ({reason}). Give the same command again."
        )


# -- settings ----------------------------------------------------------------


class UnknownSettingError(PracticeError):
    """No setting has this key."""

    def __init__(self, key: str, known: Sequence[str]) -> None:
        super().__init__(
            f"There is no setting {key!r}. The settings are: {', '.join(known)}."
        )


class BadSettingError(PracticeError):
    """A setting's value cannot be used."""

    def __init__(self, key: str, value: str, allowed: str) -> None:
        super().__init__(f"{key} cannot be {value!r}: it has to be {allowed}.")


class UnknownTimeZoneError(PracticeError):
    """A time zone's name is not known."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"{name!r} is not a time zone Driftline knows. Use a name such as "
            "Europe/Zurich or America/New_York."
        )


class BadDateError(PracticeError):
    """A date cannot be read."""

    def __init__(self, text: str) -> None:
        super().__init__(f"{text!r} is not a date. Write it as 2026-11-23.")


# -- files that are read -----------------------------------------------------


class EmptyExportError(PracticeError):
    """The file holds nothing."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"{name} is empty. Export the session log again and choose that file."
        )


class NoRowsError(PracticeError):
    """The file holds a header and nothing below it."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"{name} has column names but no rows. Choose a longer date range in "
            "your scheduling tool and export again."
        )


class NotATableError(PracticeError):
    """The file is not delimited text."""

    def __init__(self, name: str, found: str) -> None:
        super().__init__(
            f"{name} is {found}, not a table of sessions. Export the session log as "
            "CSV from your scheduling tool and choose that file."
        )


class OversizedRowError(PracticeError):
    """A line or the header is too large to be a session log."""

    def __init__(self, name: str, found: str) -> None:
        super().__init__(
            f"{name} has {found}, so it cannot be a session log. Export it again "
            "as CSV from your scheduling tool."
        )


class UnclosedQuoteError(PracticeError):
    """A quotation mark is never closed, so rows cannot be told apart."""

    def __init__(self, name: str, line: int) -> None:
        super().__init__(
            f"{name}: a quotation mark opened on line {line} is never closed, so "
            "the rows after it cannot be told apart. Export the file again, or mend "
            "that line. Nothing was stored."
        )


class UnrecognisedExportError(PracticeError):
    """No known export has these columns."""

    def __init__(self, name: str, columns: Sequence[str], known: Sequence[str]) -> None:
        self.columns = tuple(columns)
        shown = ", ".join(columns[:8]) + (", …" if len(columns) > 8 else "")
        super().__init__(
            f"{name} has the columns {shown}. They match no export Driftline knows "
            f"({', '.join(known)}). Tell Driftline once what each column means, on "
            "the Import page, and it will remember."
        )


class WrongToolError(PracticeError):
    """The owner named one tool, the file is another's."""

    def __init__(self, name: str, asked: str, found: str | None) -> None:
        is_ = f"looks like {found}" if found else "has other columns"
        super().__init__(
            f"{name} was to be read as {asked}, but it {is_}. Leave the tool out, "
            "and Driftline recognises the file by its columns."
        )


class UnreadableDatesError(PracticeError):
    """Hardly any session start can be read."""

    def __init__(self, name: str, column: str, form: str) -> None:
        super().__init__(
            f"{name}: the dates in the column {column!r} are not in the form this "
            f"tool writes ({form}). A spreadsheet may have re-saved the file: use "
            "the original export, or tell Driftline on the Import page what each "
            "column means. Nothing was stored."
        )


class DayFirstUnknownError(PracticeError):
    """Dates could be day-first or month-first, and the column cannot tell."""

    def __init__(self, name: str, column: str, example: str) -> None:
        super().__init__(
            f"{name}: the dates in {column!r} (such as {example}) could start with "
            "the day or with the month, and no row settles it. Say which on the "
            "Import page."
        )


class MappingNotFoundError(PracticeError):
    """No mapping has this name."""

    def __init__(self, name: str, known: Sequence[str]) -> None:
        has = f"You have: {', '.join(known)}." if known else "You have none yet."
        super().__init__(f"There is no mapping called {name!r}. {has}")


class BadMappingError(PracticeError):
    """A mapping does not fit the file, or says too little."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"This mapping cannot be used: {reason}")


class ImportNotFoundError(PracticeError):
    """No import has this id."""

    def __init__(self, import_id: str) -> None:
        super().__init__(
            f"There is no import {import_id!r} that could be taken back. "
            "`python -m analytics imports` lists them."
        )


# -- people ------------------------------------------------------------------


class ClientNotFoundError(PracticeError):
    """No client has this id."""

    def __init__(self, client_id: str) -> None:
        super().__init__(
            f"There is no client with the id {client_id!r}. "
            "`python -m analytics clients` lists them."
        )


class BadEntryError(PracticeError):
    """Something entered by hand cannot be kept."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)


class PracticeNotEmptyError(PracticeError):
    """A demo would be mixed with real clients."""

    def __init__(self) -> None:
        super().__init__(
            "This practice has clients already, so the demo was not added. Open the "
            "demo in a file of its own: `python -m analytics demo --database "
            "demo.duckdb`."
        )


class ExportFolderNotEmptyError(PracticeError):
    """An export would mix with other files."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"The folder {path.name} holds files already. Give the export a new or "
            "an empty folder."
        )


class UnknownGroupingError(PracticeError):
    """Sessions cannot be grouped in this way."""

    def __init__(self, found: str, known: Sequence[str]) -> None:
        super().__init__(
            f"Sessions cannot be grouped by {found!r}. Choose one of: "
            f"{', '.join(known)}."
        )


# -- the command line --------------------------------------------------------


class CommandLineError(PracticeError):
    """What was typed is no command."""

    def __init__(self, found: str) -> None:
        super().__init__(
            f"{found[:1].upper()}{found[1:]}. `python -m analytics --help` lists the "
            "commands, and --help after a command says what it takes."
        )
