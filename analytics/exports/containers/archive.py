"""ZIP archives, and the workbooks that are one: what they hold, and taking it out.

Everything is decided by the list of contents, before a byte is unpacked. A file in it
is never written under its own name, and never longer than the list says.
"""

from __future__ import annotations

import mmap
import re
import struct
import zipfile
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analytics.errors import (
    DamagedFileError,
    LockedFileError,
    NotATableError,
    OversizedFileError,
    UnsafeArchiveError,
)
from analytics.exports.containers.limits import (
    MEGABYTE,
    MOST_DIRECTORY_BYTES,
    MOST_FILES_IN_A_ZIP,
    MOST_RATIO,
    MOST_WORKBOOK_BYTES,
    MOST_ZIP_BYTES,
    RATIO_BYTES,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path
    from typing import BinaryIO

_CHUNK = 1 << 20

# Others (bzip2, LZMA) cannot be unpacked in steps of a known size.
_OPENED_PACKINGS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)

_IS_ENCRYPTED = 0x1

_DOCUMENTS = (
    ("xl/workbook.bin", "a binary workbook (.xlsb: open it and save it as .xlsx)"),
    ("word/document.xml", "a Word document"),
    ("ppt/presentation.xml", "a presentation"),
)

_END_OF_DIRECTORY = b"PK\x05\x06"
_LONGEST_END = 22 + 0xFFFF
_CUT_OFF = "its list of contents is missing"

_UNSAFE = re.compile(r"^(?:[/\\]|[A-Za-z]:)|(?:^|[/\\])\.\.(?:[/\\]|$)")

_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069]")


@dataclass(frozen=True)
class Member:
    """A file in an archive."""

    name: str
    """Its path in the archive, without signs nobody sees and no longer than a line."""
    info: zipfile.ZipInfo
    unpacked_bytes: int


@dataclass(frozen=True)
class Workbook:
    """What form of workbook a file is."""

    suffix: str
    """xlsx, xls or ods."""
    unpacked_bytes: int


def members(path: Path, name: str) -> list[Member]:
    """Return the files in an archive, none of them opened.

    Raises
    ------
    DamagedFileError
        Its list of contents cannot be read.
    OversizedFileError
        It holds too many files, too much, or what is packed as no log ever is.
    UnsafeArchiveError
        A path in it leads out of it.
    """
    try:
        with path.open("rb") as file:
            _refuse_long_directory(file, name)
            with zipfile.ZipFile(file) as archive:
                infos = archive.infolist()
    except (zipfile.BadZipFile, struct.error, ValueError, NotImplementedError) as error:
        raise DamagedFileError(name, _CUT_OFF) from error
    if any(info.header_offset < 0 for info in infos):
        # A list of contents that lies about its own place puts files before the first.
        raise DamagedFileError(name, _CUT_OFF)
    found = [
        Member(_shown(info.orig_filename), info, info.file_size)
        for info in infos
        # Not `is_dir`, which cannot bear an empty name.
        if not info.filename.endswith("/")
    ]
    _refuse_bombs(found, name)
    for member in found:
        if _UNSAFE.search(member.info.orig_filename):
            raise UnsafeArchiveError(name, member.name)
    return found


def _refuse_long_directory(file: BinaryIO, name: str) -> None:
    """Look at the end of the archive, which says how long its list of contents is."""
    size = file.seek(0, 2)
    file.seek(max(size - _LONGEST_END, 0))
    tail = file.read(_LONGEST_END)
    at = tail.rfind(_END_OF_DIRECTORY)
    if at < 0 or len(tail) < at + 22:
        raise DamagedFileError(name, _CUT_OFF)
    (length,) = struct.unpack_from("<I", tail, at + 12)
    if length == 0xFFFFFFFF:
        raise OversizedFileError(name, "more than 4 GB of packed files")
    if length > MOST_DIRECTORY_BYTES:
        raise OversizedFileError(name, "a list of contents of more than 4 MB")
    file.seek(0)


def _refuse_bombs(found: Sequence[Member], name: str) -> None:
    if len(found) > MOST_FILES_IN_A_ZIP:
        said = f"{len(found):,} files, and {MOST_FILES_IN_A_ZIP:,} are the most"
        raise OversizedFileError(name, said)
    total = sum(member.unpacked_bytes for member in found)
    if total > MOST_ZIP_BYTES:
        said = f"{total / MEGABYTE:,.0f} MB once unpacked, and 1,024 MB are the most"
        raise OversizedFileError(name, said)
    for member in found:
        packed = max(member.info.compress_size, 1)
        is_large = member.unpacked_bytes > RATIO_BYTES
        if is_large and member.unpacked_bytes > MOST_RATIO * packed:
            times = member.unpacked_bytes // packed
            said = f"a file that unpacks to {times:,} times its size ({member.name})"
            raise OversizedFileError(name, said)


def workbook_form(found: Sequence[Member], name: str) -> Workbook | None:
    """Return which workbook these are the files of; nothing for other archives.

    Raises
    ------
    NotATableError
        They are another Office document's.
    OversizedFileError
        It is a workbook, too large to be read.
    """
    names = {member.info.filename.replace("\\", "/") for member in found}
    if said := next((said for file, said in _DOCUMENTS if file in names), None):
        raise NotATableError(name, said)
    if "xl/workbook.xml" in names:
        suffix = "xlsx"
    elif {"mimetype", "content.xml"} <= names:
        suffix = "ods"
    else:
        return None
    total = sum(member.unpacked_bytes for member in found)
    if total > MOST_WORKBOOK_BYTES:
        said = f"{total / MEGABYTE:,.0f} MB of cells, and 512 MB are the most"
        raise OversizedFileError(name, said)
    return Workbook(suffix, total)


def compound_form(path: Path, name: str) -> Workbook:
    """Return how to open a compound file, the form of Office before 2007.

    Raises
    ------
    LockedFileError
        It is a newer workbook, encrypted.
    NotATableError
        It is another document's.
    """
    size = path.stat().st_size
    if size > MOST_WORKBOOK_BYTES:
        raise OversizedFileError(name, f"{size / MEGABYTE:,.0f} MB of cells")
    with (
        path.open("rb") as file,
        mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content,
    ):
        if _holds(content, "EncryptedPackage"):
            raise LockedFileError(name)
        if not (_holds(content, "Workbook") or _holds(content, "Book")):
            found = "an old Office document without sheets, or a workbook cut off"
            raise NotATableError(name, found)
    return Workbook("xls", size)


def _holds(content: mmap.mmap, stream: str) -> bool:
    """Return whether a compound file names that stream."""
    return content.find(stream.encode("utf-16-le")) >= 0


def readable(found: Sequence[Member]) -> list[Member]:
    """Return the members a person put there, by name."""
    kept = [
        member
        for member in found
        if not any(
            step.startswith(".") or step == "__MACOSX"
            for step in re.split(r"[/\\]", member.info.orig_filename)
        )
    ]
    return sorted(kept, key=lambda member: member.name)


def extract(path: Path, member: Member, name: str, target: Path) -> None:
    """Write one file of an archive to a place of our own.

    Raises
    ------
    LockedFileError, NotATableError, DamagedFileError
        It is encrypted, packed in a way that is not opened, or damaged.
    """
    if member.info.flag_bits & _IS_ENCRYPTED:
        raise LockedFileError(name)
    if member.info.compress_type not in _OPENED_PACKINGS:
        raise NotATableError(name, "packed in a way that Driftline does not open")
    left = member.unpacked_bytes
    try:
        with (
            zipfile.ZipFile(path) as archive,
            archive.open(member.info) as source,
            target.open("wb") as copy,
        ):
            while left > 0 and (chunk := source.read(min(_CHUNK, left))):
                copy.write(chunk)
                left -= len(chunk)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
        raise DamagedFileError(name, "it does not unpack") from error
    except (struct.error, ValueError) as error:
        raise DamagedFileError(name, "it does not unpack") from error
    if left:
        raise DamagedFileError(name, "it is shorter than the archive says")


def _shown(name: str) -> str:
    # Without the flag for UTF-8 the name is in the code page of the machine that
    # packed it, which nothing tells; it is only shown.
    seen = _UNSEEN.sub("", name) or "(a file without a name)"
    return seen if len(seen) <= 120 else f"{seen[:60]}…{seen[-59:]}"
