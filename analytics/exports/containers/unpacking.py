"""Open a file of any kind: the tables of text in it, and what was left out."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analytics.errors import (
    MissingFileError,
    NotATableError,
    NothingUsableError,
    OversizedFileError,
    PracticeError,
)
from analytics.exports.containers import apart, archive
from analytics.exports.containers.kinds import HEAD_BYTES, kind_of, named_otherwise
from analytics.exports.containers.limits import MOST_CALENDAR_BYTES, MOST_PAGE_BYTES

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from analytics.exports.containers.kinds import Kind

WITHIN = " › "  # noqa: RUF001 - a sign no file name has by chance
"""Between a container's name and the name of what is in it."""

_ZIP_IN_A_ZIP = "a ZIP in a ZIP (unpack it first and choose the files in it)"


@dataclass(frozen=True)
class Part:
    """A table of text on its own, not looked at yet."""

    name: str
    """As the owner knows it, such as the workbook's, then the sheet's."""
    path: Path
    """Where its text lies, in any encoding."""


@dataclass(frozen=True)
class LeftOut:
    """A sheet or a file of a container that is no table of sessions."""

    name: str
    reason: str
    """The end of a sentence that begins with the name and *was left out:*."""

    def told(self, container: str) -> str:
        """Return name and reason, for a sentence that has named the container."""
        return f"{self.name.removeprefix(container + WITHIN)}: {self.reason}"


@dataclass(frozen=True)
class Contents:
    """What a file holds."""

    parts: tuple[Part, ...]
    """One at least."""
    left_out: tuple[LeftOut, ...] = ()


def unpack(path: Path, name: str, workplace: Path) -> Contents:
    """Return the tables of text in a file.

    Parameters
    ----------
    path
        The file. Text is left where it lies; so are its encoding and its dialect.
    name
        Its name as the owner knows it, for messages.
    workplace
        A folder for what is unpacked; the caller removes it.

    Raises
    ------
    MissingFileError
        There is no such file.
    NotATableError, DamagedFileError, LockedFileError, OversizedFileError, \
UnsafeArchiveError, DamagedCalendarError, EmptyCalendarError
        It cannot be opened.
    NothingUsableError
        It can, but nothing in it is a table.
    """
    if not path.is_file():
        raise MissingFileError(path)
    with path.open("rb") as file:
        head = file.read(HEAD_BYTES)
    if found := named_otherwise(head):
        raise NotATableError(name, found)
    kind = kind_of(head)
    if kind == "text":
        return Contents((Part(name, path),))
    contents = _unpacked(kind, path, name, workplace)
    for part in contents.parts:
        # What a file knew is dated by its own time, and so is what is in it.
        os.utime(part.path, ns=(path.stat().st_atime_ns, path.stat().st_mtime_ns))
    return contents


def _unpacked(kind: Kind, path: Path, name: str, workplace: Path) -> Contents:
    if kind == "calendar":
        return Contents((_calendar(path, name, workplace),))
    if kind == "page":
        return _page(path, name, workplace)
    if kind == "compound":
        return _sheets(path, name, workplace, archive.compound_form(path, name))
    members = archive.members(path, name)
    if form := archive.workbook_form(members, name):
        return _sheets(path, name, workplace, form)
    return _archive(path, name, workplace, members)


def _calendar(path: Path, name: str, workplace: Path) -> Part:
    # Its libraries take a tenth of a second, which no other file should wait for.
    from analytics.exports.calendars import (  # noqa: PLC0415 - said above
        text as calendar_text,
    )

    if path.stat().st_size > MOST_CALENDAR_BYTES:
        raise OversizedFileError(name, "more than 64 MB of calendar")
    target = workplace / "calendar.csv"
    with target.open("w", encoding="utf-8", newline="") as copy:
        copy.write(calendar_text.flatten(path.read_bytes(), name))
    return Part(name, target)


def _page(path: Path, name: str, workplace: Path) -> Contents:
    if path.stat().st_size > MOST_PAGE_BYTES:
        raise OversizedFileError(name, "more than 32 MB of a web page")
    tables = apart.read("page", path, name, workplace)
    if not tables:
        raise NotATableError(name, "a web page without a table of several columns")
    return Contents(_named(name, tables))


def _sheets(path: Path, name: str, workplace: Path, form: archive.Workbook) -> Contents:
    sheets = apart.read(
        form.suffix, path, name, workplace, unpacked_bytes=form.unpacked_bytes
    )
    filled = [sheet for sheet in sheets if sheet.rows]
    if not filled:
        raise NotATableError(name, "a workbook without any filled cell")
    empty = [
        LeftOut(f"{name}{WITHIN}{sheet.name}", sheet.left_out or "it is empty")
        for sheet in sheets
        if not sheet.rows
    ]
    return Contents(_named(name, filled), tuple(empty))


def _named(name: str, tables: Sequence[apart.Found]) -> tuple[Part, ...]:
    """Return the parts; one alone needs no name of its own."""
    if len(tables) == 1:
        return (Part(name, tables[0].path),)
    return tuple(Part(f"{name}{WITHIN}{t.name}", t.path) for t in tables)


def _archive(
    path: Path, name: str, workplace: Path, members: Sequence[archive.Member]
) -> Contents:
    parts: list[Part] = []
    left_out: list[LeftOut] = []
    for number, member in enumerate(archive.readable(members)):
        shown = f"{name}{WITHIN}{member.name}"
        folder = workplace / f"{number:04}"
        folder.mkdir()
        try:
            inner = _member(path, member, shown, folder)
        except PracticeError as error:
            left_out.append(LeftOut(shown, reason_of(error, shown)))
        else:
            parts += inner.parts
            left_out += inner.left_out
    if not parts:
        raise NothingUsableError(name, [x.told(name) for x in left_out])
    return Contents(tuple(parts), tuple(left_out))


def _member(path: Path, member: archive.Member, shown: str, folder: Path) -> Contents:
    target = folder / "member"
    archive.extract(path, member, shown, target)
    with target.open("rb") as file:
        kind = kind_of(file.read(HEAD_BYTES))
    if kind == "zip" and not archive.workbook_form(
        archive.members(target, shown), shown
    ):
        raise NotATableError(shown, _ZIP_IN_A_ZIP)
    return unpack(target, shown, folder)


def reason_of(error: PracticeError, name: str) -> str:
    """Return what an error found, for a sentence that has named the file."""
    found = str(error).removeprefix(name)
    said = found.removeprefix(": ") if found.startswith(":") else f"it {found.strip()}"
    return said.split(". ")[0].rstrip(".")
