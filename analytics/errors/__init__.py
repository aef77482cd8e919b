"""The errors a practice owner can be shown.

Every message says what was found, then what to do about it, and names no
client. Pages and the command line show ``str(error)``; anything that is not a
`PracticeError` is a bug and is not caught.
"""

from __future__ import annotations

from analytics.errors.base import PracticeError
from analytics.errors.commands import (
    BadSelectionError,
    CommandLineError,
    UnknownGroupingError,
)
from analytics.errors.files import (
    DamagedCalendarError,
    DamagedFileError,
    EmptyCalendarError,
    EmptyExportError,
    LockedFileError,
    NoRowsError,
    NotATableError,
    NothingUsableError,
    OversizedFileError,
    OversizedRowError,
    SeveralTablesError,
    UnclosedQuoteError,
    UnsafeArchiveError,
)
from analytics.errors.people import (
    BadEntryError,
    ClientNotFoundError,
    NotMergedError,
    SessionNotFoundError,
    UnknownCoachError,
)
from analytics.errors.practice import (
    BackupExistsError,
    DamagedPracticeError,
    DiskFullError,
    ExportFolderNotEmptyError,
    FileThereError,
    MissingFileError,
    MissingFolderError,
    NewerPracticeError,
    NotAPracticeError,
    PracticeFileLockedError,
    PracticeNotEmptyError,
    PracticeNotWritableError,
    RewriteUnfinishedError,
    SameFileError,
)
from analytics.errors.recognition import (
    BadMappingError,
    DamagedIdsError,
    DayFirstUnknownError,
    HalfDayUnknownError,
    ImportNotFoundError,
    MappingNotFoundError,
    SeveralToolsFitError,
    UnreadableDatesError,
    UnrecognisedExportError,
    WrongToolError,
)
from analytics.errors.scoring import (
    FitFailedError,
    FitStoppedError,
    FitTooLongError,
    NothingFittedError,
)
from analytics.errors.settings import (
    BadDateError,
    BadPriorError,
    BadSettingError,
    UnknownSettingError,
    UnknownTimeZoneError,
)

__all__ = [
    "BackupExistsError",
    "BadDateError",
    "BadEntryError",
    "BadMappingError",
    "BadPriorError",
    "BadSelectionError",
    "BadSettingError",
    "ClientNotFoundError",
    "CommandLineError",
    "DamagedCalendarError",
    "DamagedFileError",
    "DamagedIdsError",
    "DamagedPracticeError",
    "DayFirstUnknownError",
    "DiskFullError",
    "EmptyCalendarError",
    "EmptyExportError",
    "ExportFolderNotEmptyError",
    "FileThereError",
    "FitFailedError",
    "FitStoppedError",
    "FitTooLongError",
    "HalfDayUnknownError",
    "ImportNotFoundError",
    "LockedFileError",
    "MappingNotFoundError",
    "MissingFileError",
    "MissingFolderError",
    "NewerPracticeError",
    "NoRowsError",
    "NotAPracticeError",
    "NotATableError",
    "NotMergedError",
    "NothingFittedError",
    "NothingUsableError",
    "OversizedFileError",
    "OversizedRowError",
    "PracticeError",
    "PracticeFileLockedError",
    "PracticeNotEmptyError",
    "PracticeNotWritableError",
    "RewriteUnfinishedError",
    "SameFileError",
    "SessionNotFoundError",
    "SeveralTablesError",
    "SeveralToolsFitError",
    "UnclosedQuoteError",
    "UnknownCoachError",
    "UnknownGroupingError",
    "UnknownSettingError",
    "UnknownTimeZoneError",
    "UnreadableDatesError",
    "UnrecognisedExportError",
    "UnsafeArchiveError",
    "WrongToolError",
]
