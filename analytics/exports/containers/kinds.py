"""What a file is, by how it begins."""

from __future__ import annotations

import codecs
import re
from typing import Literal

Kind = Literal["text", "page", "calendar", "zip", "compound"]

HEAD_BYTES = 4096
"""How much of a file says what it is."""

_OTHERS: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "a PDF document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"RIFF", "a media file"),
    (b"MZ", "a program"),
    (b"\x7fELF", "a program"),
    (b"{\\rtf", "a text document"),
    (b"\x1f\x8b", "an archive of another kind than ZIP"),
    (b"7z\xbc\xaf\x27\x1c", "an archive of another kind than ZIP"),
    (b"Rar!", "an archive of another kind than ZIP"),
    (b"SQLite format 3", "a database"),
)

# What Excel 2003 could save as XML: its tables are no tables of a web page.
_XML_WORKBOOK = re.compile(r"<(?:\w+:)?workbook\b", re.IGNORECASE)


def kind_of(head: bytes) -> Kind:
    """Return what a file that begins like this has to be opened as."""
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return "zip"
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        return "compound"
    text = _text(head).lstrip("\ufeff\0 \t\r\n")
    if text.startswith("<"):
        return "page"
    if text[:15].upper() == "BEGIN:VCALENDAR":
        return "calendar"
    return "text"


def named_otherwise(head: bytes) -> str | None:
    """Return what a file is that can hold no table, in words."""
    found = next((name for magic, name in _OTHERS if head.startswith(magic)), None)
    if found is None and kind_of(head) == "page" and _XML_WORKBOOK.search(_text(head)):
        return "a workbook in an old XML form (open it and save it as .xlsx)"
    return found


def _text(head: bytes) -> str:
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return head.decode("utf-16", errors="ignore")
    return head.decode("utf-8-sig", errors="ignore")
