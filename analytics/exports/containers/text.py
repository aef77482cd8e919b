"""From bytes to readable text: a text file's encoding and its fingerprint.

The module owns the question "is this text at all?" and answers it before anything is
parsed. What DuckDB can read itself is left where it lies; other encodings are rewritten
as UTF-8 into a temporary folder.
"""

from __future__ import annotations

import codecs
import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analytics.errors import EmptyExportError, MissingFileError, NotATableError
from analytics.exports.containers.kinds import kind_of, named_otherwise

if TYPE_CHECKING:
    from pathlib import Path

_CHUNK = 4 << 20

_DECODED_BYTES = 64 << 20
"""How far a file's encoding is checked: far beyond any practice's export. In a larger
one DuckDB refuses the odd row that is not UTF-8 by itself."""

_UNOPENED = {
    "page": "a web page",
    "zip": "a ZIP archive",
    "compound": "an old Office document",
}
"""What is no text before it is unpacked."""


@dataclass(frozen=True)
class TextFile:
    """A file known to be text, readable as UTF-8."""

    name: str
    """As the owner knows it."""
    path: Path
    """Where the UTF-8 text lies (a temporary copy if it had another encoding)."""
    sha256: str
    """Of the original bytes."""
    encoding: str


def open_text(path: Path, name: str, workplace: Path) -> TextFile:
    """Look at a file once and return it as text.

    Parameters
    ----------
    path
        The file.
    name
        Its name as the owner knows it, for messages.
    workplace
        A folder for the UTF-8 copy, should one be needed; the caller removes it.

    Raises
    ------
    MissingFileError, EmptyExportError, NotATableError
        There is nothing there that could be delimited text.
    """
    if not path.is_file():
        raise MissingFileError(path)
    with path.open("rb") as file:
        head = file.read(_CHUNK)
    if not head.removeprefix(codecs.BOM_UTF8).strip():
        raise EmptyExportError(name)
    _refuse_binary(head, name)
    encoding = _declared(head)
    sha256, is_utf8, has_nul = _scan(path)
    if encoding is None:
        if has_nul:
            raise NotATableError(name, "a binary file")
        encoding = "utf-8" if is_utf8 else "cp1252"
    if encoding == "utf-8":
        return TextFile(name, path, sha256, encoding)
    return TextFile(name, _rewritten(path, name, encoding, workplace), sha256, encoding)


def _refuse_binary(head: bytes, name: str) -> None:
    found = named_otherwise(head) or _UNOPENED.get(kind_of(head))
    if found:
        raise NotATableError(name, found)


def _declared(head: bytes) -> str | None:
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    # Without a mark, Latin text in UTF-16 has a NUL in every other byte.
    sample = head[:2000]
    for offset, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        other = sample[1 - offset :: 2]
        if sample[offset::2].count(0) > len(sample) // 2 * 0.7 and not other.count(0):
            return encoding
    return None


def _scan(path: Path) -> tuple[str, bool, bool]:
    """Return the SHA-256, whether all is UTF-8, and whether a NUL occurs."""
    digest = hashlib.sha256()
    decoder = codecs.getincrementaldecoder("utf-8")()
    is_utf8, has_nul = True, False
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
            has_nul = has_nul or b"\0" in chunk
            if is_utf8 and file.tell() <= _DECODED_BYTES:
                is_utf8 = _decodes(decoder, chunk)
        if is_utf8 and file.tell() <= _DECODED_BYTES:
            is_utf8 = _decodes(decoder, b"", is_last=True)
    return digest.hexdigest(), is_utf8, has_nul


def _decodes(
    decoder: codecs.IncrementalDecoder, chunk: bytes, *, is_last: bool = False
) -> bool:
    # Plain ASCII, the usual case, needs no decoder while none is pending.
    if not is_last and chunk.isascii() and decoder.getstate()[0] == b"":
        return True
    try:
        decoder.decode(chunk, is_last)
    except UnicodeDecodeError:
        return False
    return True


def _rewritten(path: Path, name: str, encoding: str, workplace: Path) -> Path:
    target = workplace / f"{path.name}.utf8"
    # Windows-1252 leaves five bytes undefined; text that has them is some other
    # code page, and a replacement character keeps the row instead of the file.
    errors = "replace" if encoding == "cp1252" else "strict"
    try:
        with (
            path.open(encoding=encoding, errors=errors, newline="") as source,
            target.open("w", encoding="utf-8", newline="") as copy,
        ):
            while text := source.read(_CHUNK):
                copy.write(text)
    except UnicodeError as error:
        raise NotATableError(name, "damaged text") from error
    return target
