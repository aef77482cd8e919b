"""The practice's own file, its copies and the folders it writes to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analytics.errors.base import PracticeError

if TYPE_CHECKING:
    from pathlib import Path


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
