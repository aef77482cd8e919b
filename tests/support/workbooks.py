"""Small workbooks for tests and benchmarks, written as spreadsheet programs write them.

`xlsx` writes Office Open XML, `ods` OpenDocument, `xls` the binary form of Excel 97
(BIFF8 in a compound file). A cell is a text, a number, a boolean, a date, a time, a
`Formula` or ``None``.
"""

from __future__ import annotations

import datetime as dt
import io
import struct
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    Rows = Iterable[Sequence["Cell | Formula"]]

Cell = str | float | bool | dt.datetime | dt.date | dt.time | None
DAY_ZERO = dt.datetime(1899, 12, 30)  # noqa: DTZ001 - a spreadsheet's clock has no zone


@dataclass(frozen=True)
class Formula:
    """A formula and the value a spreadsheet program kept with it."""

    text: str
    value: str


def serial(at: dt.datetime | dt.date | dt.time) -> float:
    """Return a moment as a spreadsheet counts it: days since 30 December 1899."""
    if isinstance(at, dt.time):
        return (at.hour * 3600 + at.minute * 60 + at.second) / 86_400
    if not isinstance(at, dt.datetime):
        at = dt.datetime(at.year, at.month, at.day)  # noqa: DTZ001 - the same
    return (at - DAY_ZERO) / dt.timedelta(days=1)


def column_name(index: int) -> str:
    """Return A for 0, Z for 25, AA for 26."""
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(65 + rest) + name
    return name


# -- Office Open XML ---------------------------------------------------------

_TYPES = (
    '<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.'
    'openxmlformats.org/package/2006/content-types"><Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/><Override PartName='
    '"/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'spreadsheetml.sheet.main+xml"/></Types>'
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELS = (
    f'<?xml version="1.0"?><Relationships xmlns="{_PACKAGE}"><Relationship Id="r1" '
    f'Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
)
# Style 1 is a date and time, 2 a date, 3 a time of day.
_STYLES = (
    f'<?xml version="1.0"?><styleSheet xmlns="{_MAIN}"><cellXfs count="4"><xf '
    'numFmtId="0"/><xf numFmtId="22"/><xf numFmtId="14"/><xf numFmtId="20"/></cellXfs>'
    "</styleSheet>"
)


def xlsx(
    sheets: Mapping[str, Rows],
    *,
    merged: Sequence[str] = (),
    names: Sequence[str] | None = None,
    states: Mapping[str, str] | None = None,
    extra: Mapping[str, bytes] | None = None,
) -> bytes:
    """Return a workbook.

    Parameters
    ----------
    merged
        Ranges of the first sheet, such as A1:C1.
    names
        Sheets that the workbook lists, if not those of `sheets`.
    states
        Sheets that are ``hidden``.
    extra
        Further files of the package.
    """
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", _TYPES)
        archive.writestr("_rels/.rels", _RELS)
        archive.writestr("xl/styles.xml", _STYLES)
        listed = list(sheets) if names is None else names
        archive.writestr("xl/workbook.xml", _xlsx_book(listed, states or {}))
        archive.writestr("xl/_rels/workbook.xml.rels", _xlsx_rels(len(listed)))
        for number, name in enumerate(sheets, 1):
            part = f"xl/worksheets/sheet{number}.xml"
            with archive.open(part, "w") as sheet:
                ranges = merged if number == 1 else ()
                for text in _xlsx_sheet(sheets[name], ranges):
                    sheet.write(text.encode())
        for path, content in (extra or {}).items():
            archive.writestr(path, content)
    return out.getvalue()


def _xlsx_book(names: Sequence[str], states: Mapping[str, str]) -> str:
    sheets = "".join(
        f'<sheet name={quoteattr(name)} sheetId="{n}" r:id="r{n}" '
        f"state={quoteattr(states.get(name, 'visible'))}/>"
        for n, name in enumerate(names, 1)
    )
    return (
        f'<?xml version="1.0"?><workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}">'
        f"<sheets>{sheets}</sheets></workbook>"
    )


def _xlsx_rels(count: int) -> str:
    sheets = "".join(
        f'<Relationship Id="r{n}" Type="{_OFFICE}/worksheet" '
        f'Target="worksheets/sheet{n}.xml"/>'
        for n in range(1, count + 1)
    )
    styles = f'<Relationship Id="s" Type="{_OFFICE}/styles" Target="styles.xml"/>'
    return f'<Relationships xmlns="{_PACKAGE}">{sheets}{styles}</Relationships>'


def _xlsx_sheet(rows: Rows, merged: Sequence[str]) -> Iterator[str]:
    yield f'<?xml version="1.0"?><worksheet xmlns="{_MAIN}"><sheetData>'
    for number, row in enumerate(rows, 1):
        cells = "".join(
            _xlsx_cell(f"{column_name(place)}{number}", cell)
            for place, cell in enumerate(row)
            if cell is not None
        )
        yield f'<row r="{number}">{cells}</row>'
    ranges = "".join(f'<mergeCell ref="{range_}"/>' for range_ in merged)
    yield f"</sheetData>{f'<mergeCells>{ranges}</mergeCells>' if merged else ''}"
    yield "</worksheet>"


def _xlsx_cell(place: str, cell: Cell | Formula) -> str:
    if isinstance(cell, Formula):
        formula, value = escape(cell.text), escape(cell.value)
        return f'<c r="{place}" t="str"><f>{formula}</f><v>{value}</v></c>'
    if isinstance(cell, str):
        text = f'<is><t xml:space="preserve">{escape(cell)}</t></is>'
        return f'<c r="{place}" t="inlineStr">{text}</c>'
    if isinstance(cell, bool):
        return f'<c r="{place}" t="b"><v>{int(cell)}</v></c>'
    if isinstance(cell, dt.time):
        return f'<c r="{place}" s="3"><v>{serial(cell)!r}</v></c>'
    if isinstance(cell, dt.date):
        style = 1 if isinstance(cell, dt.datetime) else 2
        return f'<c r="{place}" s="{style}"><v>{serial(cell)!r}</v></c>'
    return f'<c r="{place}"><v>{cell!r}</v></c>'


# -- OpenDocument ------------------------------------------------------------

_ODS_HEAD = (
    '<?xml version="1.0"?><office:document-content xmlns:office="urn:oasis:names:tc:'
    'opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:'
    'xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">'
    "<office:body><office:spreadsheet>"
)
_ODS_TAIL = "</office:spreadsheet></office:body></office:document-content>"
ODS_TYPE = b"application/vnd.oasis.opendocument.spreadsheet"


def ods(sheets: Mapping[str, Rows]) -> bytes:
    """Return an OpenDocument workbook."""
    tables = "".join(
        f"<table:table table:name={quoteattr(name)}>"
        + "".join(
            f"<table:table-row>{''.join(map(_ods_cell, row))}</table:table-row>"
            for row in rows
        )
        + "</table:table>"
        for name, rows in sheets.items()
    )
    return ods_of(f"{_ODS_HEAD}{tables}{_ODS_TAIL}")


def ods_of(content: str) -> bytes:
    """Return an OpenDocument workbook with this content.xml."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", ODS_TYPE, zipfile.ZIP_STORED)
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", _ODS_MANIFEST)
    return out.getvalue()


_ODS_MANIFEST = (
    '<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:'
    'opendocument:xmlns:manifest:1.0"><manifest:file-entry manifest:full-path="/" '
    f'manifest:media-type="{ODS_TYPE.decode()}"/></manifest:manifest>'
)


def _ods_cell(cell: Cell | Formula) -> str:
    if cell is None:
        return "<table:table-cell/>"
    if isinstance(cell, bool):
        value = (
            f'office:value-type="boolean" office:boolean-value="{str(cell).lower()}"'
        )
    elif isinstance(cell, dt.datetime | dt.date):
        value = f'office:value-type="date" office:date-value="{cell.isoformat()}"'
    elif isinstance(cell, int | float):
        value = f'office:value-type="float" office:value="{cell}"'
    else:
        value = 'office:value-type="string"'
    shown = escape(cell.value if isinstance(cell, Formula) else str(cell))
    return f"<table:table-cell {value}><text:p>{shown}</text:p></table:table-cell>"


# -- the binary form ---------------------------------------------------------


def xls(sheets: Mapping[str, Rows], *, is_locked: bool = False) -> bytes:
    """Return an Excel 97 workbook; `is_locked` says that a password encrypts it."""
    bodies = [_biff_sheet(rows) for rows in sheets.values()]
    beginning = _record(0x809, struct.pack("<HHHHII", 0x600, 5, 0, 1997, 0, 0))
    if is_locked:
        beginning += _record(0x2F, struct.pack("<HHH", 1, 1, 1) + bytes(48))
    for form in (0, 22, 14, 20):
        beginning += _record(0xE0, struct.pack("<HHH", 0, form, 1) + bytes(14))
    names = [name.encode("utf-16-le") for name in sheets]
    length = len(beginning) + sum(4 + 8 + len(name) for name in names) + 4
    bounds = b""
    for name, body in zip(names, bodies, strict=True):
        head = struct.pack("<IBBBB", length, 0, 0, len(name) // 2, 1)
        bounds += _record(0x85, head + name)
        length += len(body)
    return compound({"Workbook": beginning + bounds + _record(0x0A) + b"".join(bodies)})


def _record(kind: int, content: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(content)) + content


def _biff_sheet(rows: Rows) -> bytes:
    out = [_record(0x809, struct.pack("<HHHHII", 0x600, 0x10, 0, 1997, 0, 0))]
    for number, row in enumerate(rows):
        out += [
            _biff_cell(number, place, cell)
            for place, cell in enumerate(row)
            if cell is not None
        ]
    return b"".join([*out, _record(0x0A)])


def _biff_cell(row: int, column: int, cell: Cell | Formula) -> bytes:
    if isinstance(cell, str | Formula):
        text = cell.value if isinstance(cell, Formula) else cell
        raw = text.encode("utf-16-le")
        head = struct.pack("<HHHHB", row, column, 0, len(raw) // 2, 1)
        return _record(0x204, head + raw)
    if isinstance(cell, bool):
        return _record(0x205, struct.pack("<HHHBB", row, column, 0, int(cell), 0))
    if cell is not None and not isinstance(cell, int | float):
        style = {dt.datetime: 1, dt.date: 2, dt.time: 3}[type(cell)]
        return _record(0x203, struct.pack("<HHHd", row, column, style, serial(cell)))
    return _record(0x203, struct.pack("<HHHd", row, column, 0, cell or 0))


_FREE, _END, _FAT, _MORE_FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFC


def compound(streams: Mapping[str, bytes]) -> bytes:
    """Return a compound file of version 3; each stream is made 4,096 bytes at least."""
    contents = [content.ljust(4096, b"\0") for content in streams.values()]
    entries = [_entry("Root Entry", 5, child=1, start=_END, size=0)]
    fat: list[int] = []
    sectors = b""
    for number, (name, content) in enumerate(zip(streams, contents, strict=True), 1):
        count = -(-len(content) // 512)
        start = len(fat)
        fat += [*range(start + 1, start + count), _END]
        sectors += content.ljust(count * 512, b"\0")
        right = number + 1 if number < len(streams) else _FREE
        entries.append(_entry(name, 2, right=right, start=start, size=len(content)))
    directory = b"".join(entries)
    directory = directory.ljust(-(-len(directory) // 512) * 512, b"\0")
    first_directory = len(fat)
    count = len(directory) // 512
    fat += [*range(first_directory + 1, first_directory + count), _END]
    first_fat = len(fat)
    fat_count, more_count = 1, 0
    while fat_count * 128 < len(fat) + fat_count + more_count:
        fat_count += 1
        more_count = -(-max(fat_count - 109, 0) // 127)
    fat += [_FAT] * fat_count + [_MORE_FAT] * more_count
    table = struct.pack(f"<{len(fat)}I", *fat).ljust(fat_count * 512, b"\xff")
    places = [*range(first_fat, first_fat + fat_count)]
    first_more = first_fat + fat_count
    head = struct.pack(
        "<8s16sHHHHH6sIIIIIIIII",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        bytes(16),
        0x3E,
        3,
        0xFFFE,
        9,
        6,
        bytes(6),
        0,
        fat_count,
        first_directory,
        0,
        4096,
        _END,
        0,
        first_more if more_count else _END,
        more_count,
    )
    first = places[:109]
    head += struct.pack("<109I", *first, *[_FREE] * (109 - len(first)))
    return head + sectors + directory + table + _more_places(places[109:], first_more)


def _more_places(places: Sequence[int], first: int) -> bytes:
    """Return the sectors that say where the table goes on: 127 places in each."""
    out = b""
    for number, at in enumerate(range(0, len(places), 127), 1):
        held = places[at : at + 127]
        following = first + number if at + 127 < len(places) else _END
        held = [*held, *[_FREE] * (127 - len(held)), following]
        out += struct.pack("<128I", *held)
    return out


def _entry(
    name: str,
    kind: int,
    *,
    start: int,
    size: int,
    child: int = _FREE,
    right: int = _FREE,
) -> bytes:
    raw = name.encode("utf-16-le") + b"\0\0"
    return struct.pack(
        "<64sHBBIII16sIQQIQ",
        raw,
        len(raw),
        kind,
        1,
        _FREE,
        right,
        child,
        bytes(16),
        0,
        0,
        0,
        start,
        size,
    )
