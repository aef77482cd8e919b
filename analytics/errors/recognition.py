"""Tables whose tool, columns or values cannot be told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analytics.errors.base import PracticeError

if TYPE_CHECKING:
    from collections.abc import Sequence


class UnrecognisedExportError(PracticeError):
    """No known export has these columns."""

    def __init__(self, name: str, columns: Sequence[str], known: Sequence[str]) -> None:
        self.columns = tuple(columns)
        named = [column for column in columns if column]
        shown = ", ".join(named[:8]) + (", …" if len(named) > 8 else "")
        super().__init__(
            f"{name} has the columns {shown}. They match no export Driftline knows "
            f"({', '.join(known)}), or stand in a language in which it does not "
            "know them. Tell Driftline once what each column means, in the form on "
            "the Import page: it reads the names of months in nine languages, and it "
            "will remember."
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
            f"tool writes ({form}). A spreadsheet may have re-saved the file, or the "
            "tool writes in another language: use the original export, or press "
            '"Not right?" on the Import page and say what each column means. '
            "Nothing was stored."
        )


class DamagedIdsError(PracticeError):
    """A spreadsheet has rounded ids, so that people cannot be told apart."""

    def __init__(self, name: str, column: str, example: str) -> None:
        super().__init__(
            f"{name}: a spreadsheet has rounded the numbers in the column {column!r} "
            f"(such as {example}), so clients and sessions can no longer be told "
            "apart. Download the export again and import it without opening it in a "
            "spreadsheet first. Nothing was stored."
        )


class DayFirstUnknownError(PracticeError):
    """Dates could be day-first or month-first, and the column cannot tell."""

    def __init__(self, name: str, column: str, example: str) -> None:
        self.column = column
        self.example = example
        super().__init__(
            f"{name}: the dates in {column!r} (such as {example}) could start with "
            "the day or with the month, and no row settles it. Say which on the "
            "Import page, or with --dates day-first or --dates month-first."
        )


class HalfDayUnknownError(PracticeError):
    """Times of a 12-hour clock do not say which half of the day they mean."""

    def __init__(self, name: str, column: str) -> None:
        super().__init__(
            f"{name}: the times in {column!r} run from 1 to 12 and never say am or pm, "
            "so nothing tells the morning from the afternoon. Say it on the Import "
            "page, or let your scheduling tool write a 24-hour clock. Nothing was "
            "stored."
        )


class SeveralToolsFitError(PracticeError):
    """A file has the columns of more than one tool."""

    def __init__(self, name: str, tools: Sequence[tuple[str, str]]) -> None:
        self.tools = tuple(tools)
        fits = " or ".join(f"{shown} (--tool {key})" for key, shown in tools)
        super().__init__(
            f"{name} could be an export of {fits}. Say which it is: on the Import "
            "page, or with --tool. Nothing was stored."
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
