"""From the fuzzer's bytes to a file: the first says what is wrapped round the rest.

A fuzzer that changes bytes hardly ever writes a valid archive or workbook, so it is
given one, and changes what is inside.
"""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, Final

from tests.support import workbooks

if TYPE_CHECKING:
    from collections.abc import Callable

SHEET: Final = "xl/worksheets/sheet1.xml"


def file_of(data: bytes) -> bytes:
    """Return the file that a fuzzer's bytes stand for."""
    kind, rest = data[:1], data[1:]
    wrap = WRAPS.get(kind)
    return data if wrap is None else wrap(rest)


def _member(rest: bytes) -> bytes:
    """Return a ZIP of one file; its name is the first line."""
    name, _, content = rest.partition(b"\n")
    return _zipped([(name.decode("latin-1") or "x", content)])


def _members(rest: bytes) -> bytes:
    """Return a ZIP of several files, parted by a line of dashes."""
    parts = rest.split(b"\n---\n")[:20]
    return _zipped([(f"{number}.csv", part) for number, part in enumerate(parts)])


def _zipped(members: list[tuple[str, bytes]]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(zipfile.ZipInfo(name), content)
    return out.getvalue()


def _sheet(rest: bytes) -> bytes:
    """Return a workbook with this as the XML of its sheet."""
    book = workbooks.xlsx({"A": []})
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(book)) as source,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as copy,
    ):
        for info in source.infolist():
            content = rest if info.filename == SHEET else source.read(info)
            copy.writestr(info.filename, content)
    return out.getvalue()


def _cells(rest: bytes) -> bytes:
    """Return a workbook whose cells are these lines, split at tabs."""
    lines = rest.decode("utf-8", "replace").split("\n")[:500]
    rows = [[_typed(cell) for cell in line.split("\t")[:60]] for line in lines]
    return workbooks.xlsx({"A": rows})


def _typed(cell: str) -> str | float | bool:
    if cell in {"TRUE", "FALSE"}:
        return cell == "TRUE"
    try:
        return float(cell)
    except ValueError:
        return "".join(c for c in cell if c.isprintable())


def _ods(rest: bytes) -> bytes:
    """Return an OpenDocument workbook with this as its content."""
    return workbooks.ods_of(rest.decode("utf-8", "replace"))


def _biff(rest: bytes) -> bytes:
    """Return a compound file with this as the stream of an old workbook."""
    return workbooks.compound({"Workbook": rest})


WRAPS: Final[dict[bytes, Callable[[bytes], bytes]]] = {
    b"\x01": _member,
    b"\x02": _members,
    b"\x03": _sheet,
    b"\x04": _cells,
    b"\x05": _ods,
    b"\x06": _biff,
}
