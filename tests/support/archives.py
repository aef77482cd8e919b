"""ZIP archives for tests, honest ones and others."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


def zipped(
    members: Mapping[str, bytes] | Mapping[str, str] | Mapping[str, bytes | str],
    *,
    packing: int = zipfile.ZIP_DEFLATED,
) -> bytes:
    """Return an archive of these files, by name."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", packing) as archive:
        for name, content in members.items():
            info = zipfile.ZipInfo(name)
            info.compress_type = packing
            archive.writestr(info, content)
    return out.getvalue()


def claiming(archive: bytes, unpacked_bytes: int) -> bytes:
    """Return an archive whose list of contents says another size of every file."""
    raw = bytearray(archive)
    at = raw.find(b"PK\x01\x02")
    while at >= 0:
        raw[at + 24 : at + 28] = unpacked_bytes.to_bytes(4, "little")
        at = raw.find(b"PK\x01\x02", at + 1)
    return bytes(raw)


def locked(archive: bytes) -> bytes:
    """Return an archive of one file that is marked as encrypted."""
    raw = bytearray(archive)
    raw[6] |= 1
    raw[raw.rindex(b"PK\x01\x02") + 8] |= 1
    return bytes(raw)


def before_itself(archive: bytes) -> bytes:
    """Return an archive whose list of contents puts its files before its beginning."""
    raw = bytearray(archive)
    at = raw.rindex(b"PK\x05\x06") + 16
    place = int.from_bytes(raw[at : at + 4], "little") + 7
    raw[at : at + 4] = place.to_bytes(4, "little")
    return bytes(raw)
