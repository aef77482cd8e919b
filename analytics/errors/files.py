"""Files that cannot be opened as a table at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analytics.errors.base import PracticeError

if TYPE_CHECKING:
    from collections.abc import Sequence


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


class DamagedFileError(PracticeError):
    """A workbook or an archive cannot be opened."""

    def __init__(self, name: str, found: str) -> None:
        super().__init__(
            f"{name} is damaged or cut off: {found}. Download or save it again and "
            "choose that file. Nothing was stored."
        )


class LockedFileError(PracticeError):
    """A workbook or a file in an archive is encrypted."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"{name} is locked with a password. Open it, save it without the password "
            "and choose that file. Nothing was stored."
        )


class OversizedFileError(PracticeError):
    """A file holds more than is opened."""

    def __init__(self, name: str, found: str) -> None:
        super().__init__(
            f"{name} has {found}, so it was not opened. Export a shorter range, or the "
            "session log alone as CSV. Nothing was stored."
        )


class UnsafeArchiveError(PracticeError):
    """A path in an archive leads out of it."""

    def __init__(self, name: str, member: str) -> None:
        super().__init__(
            f"{name} holds a file with the path {member}, which leads out of the "
            "archive: no tool packs its exports so. Unpack it only if you know where "
            "it comes from. Nothing was stored."
        )


class NothingUsableError(PracticeError):
    """Nothing in a container is a table of sessions."""

    def __init__(self, name: str, reasons: Sequence[str]) -> None:
        shown = "; ".join(reasons[:5]) or "it is empty"
        more = f"; and {len(reasons) - 5} more" if len(reasons) > 5 else ""
        super().__init__(
            f"{name} holds no table of sessions: {shown}{more}. Choose the export of "
            "your sessions. Nothing was stored."
        )


class SeveralTablesError(PracticeError):
    """A file holds several tables where one was asked for."""

    def __init__(self, name: str, count: int) -> None:
        super().__init__(
            f"{name} holds {count} tables. Choose one of them by saving it as a file "
            "of its own."
        )


class UnclosedQuoteError(PracticeError):
    """A quotation mark is never closed, so rows cannot be told apart."""

    def __init__(self, name: str, line: int) -> None:
        super().__init__(
            f"{name}: a quotation mark opened on line {line} is never closed, so "
            "the rows after it cannot be told apart. Export the file again, or mend "
            "that line. Nothing was stored."
        )


class DamagedCalendarError(PracticeError):
    """A calendar file cannot be read as one."""

    def __init__(self, name: str, found: str) -> None:
        super().__init__(
            f"{name} has {found}, so it cannot be read as a calendar. Export the "
            "calendar of your sessions again and choose that file. Nothing was stored."
        )


class EmptyCalendarError(PracticeError):
    """A calendar file holds no event."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"{name} is a calendar without events. Export the calendar in which your "
            "sessions stand."
        )
