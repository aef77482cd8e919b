"""What is in a file of any kind, and the one sentence where nothing is."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

import pytest

from analytics.errors import (
    DamagedFileError,
    LockedFileError,
    MissingFileError,
    NotATableError,
    NothingUsableError,
    OversizedFileError,
    PracticeError,
    UnsafeArchiveError,
)
from analytics.exports.containers import archive, limits, unpack
from tests.support.archives import before_itself, claiming, locked, zipped
from tests.support.workbooks import compound, ods, ods_of, xls, xlsx

if TYPE_CHECKING:
    from pathlib import Path

    from analytics.exports.containers import Contents

ROWS = (("Who", "When"), ("Ana", "2026-11-02"))
CSV = "Who,When\nAna,2026-11-02\n"
PAGE = b"<table><tr><td>Who<td>When<tr><td>Ana<td>2026-11-02</table>"
CALENDAR = (
    b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:a@example.org\r\n"
    b"DTSTART:20261102T100000Z\r\nDTEND:20261102T110000Z\r\nSUMMARY:Coaching\r\n"
    b"END:VEVENT\r\nEND:VCALENDAR\r\n"
)


def contents(folder: Path, content: bytes, name: str = "file.csv") -> Contents:
    """Return what such a file holds."""
    path = folder / "dropped"
    path.write_bytes(content)
    workplace = folder / "work"
    workplace.mkdir()
    return unpack(path, name, workplace)


def texts(found: Contents) -> dict[str, str]:
    return {part.name: part.path.read_text("utf-8") for part in found.parts}


@pytest.mark.parametrize(
    "content",
    [CSV.encode(), xlsx({"A": ROWS}), xls({"A": ROWS}), ods({"A": ROWS}), PAGE],
    ids=["csv", "xlsx", "xls", "ods", "page"],
)
@pytest.mark.parametrize("name", ["log.csv", "log.xls", "log"])
def test_one_table_has_its_files_name_whatever_the_ending_says(
    content: bytes, name: str, tmp_path: Path
) -> None:
    assert texts(contents(tmp_path, content, name)) == {name: CSV}


def test_a_text_is_left_where_it_lies(tmp_path: Path) -> None:
    found = contents(tmp_path, "Wér;Wann\n".encode("cp1252"))

    assert found.parts[0].path == tmp_path / "dropped"


def test_each_filled_sheet_is_a_part(tmp_path: Path) -> None:
    found = contents(tmp_path, xlsx({"A": ROWS, "B": ROWS, "C": []}), "b.xlsx")

    assert list(texts(found)) == ["b.xlsx › A", "b.xlsx › B"]
    assert [(x.name, x.reason) for x in found.left_out] == [
        ("b.xlsx › C", "it is empty")
    ]


def test_every_file_of_a_zip_that_is_a_table(tmp_path: Path) -> None:
    files: dict[str, bytes | str] = {
        "b/ana.csv": CSV,
        "a.xlsx": xlsx({"A": ROWS, "B": ROWS}),
        "c.xls": PAGE,
        "__MACOSX/b/._ana.csv": b"\0\1",
        "b/.DS_Store": b"\0",
        "d.pdf": b"%PDF-1.7",
        "e.zip": zipped({"x.csv": CSV}),
        "folder/": b"",
    }

    content = zipped(files)
    found = contents(tmp_path, content, "all.zip")

    assert texts(found) == {
        "all.zip › a.xlsx › A": CSV,
        "all.zip › a.xlsx › B": CSV,
        "all.zip › b/ana.csv": CSV,
        "all.zip › c.xls": CSV,
    }
    assert [(x.name, x.reason) for x in found.left_out] == [
        ("all.zip › d.pdf", "it is a PDF document, not a table of sessions"),
        (
            "all.zip › e.zip",
            (
                "it is a ZIP in a ZIP (unpack it first and choose the files in it), "
                "not a table of sessions"
            ),
        ),
    ]


def test_parts_are_as_old_as_their_file(tmp_path: Path) -> None:
    found = contents(tmp_path, zipped({"a.csv": CSV}))

    changed = (tmp_path / "dropped").stat().st_mtime
    assert found.parts[0].path.stat().st_mtime == pytest.approx(changed, abs=0.01)


def test_a_calendar_is_a_table_of_its_own(tmp_path: Path) -> None:
    (text,) = texts(contents(tmp_path, CALENDAR, "c.ics")).values()

    assert "2026-11-02" in text


FAR = (
    b'<row r="1"><c r="A1"><v>1</v></c></row>'
    b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
)
REPEATED = (
    '<?xml version="1.0"?><office:document-content xmlns:office="urn:oasis:names:tc:'
    'opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:'
    'xmlns:table:1.0"><office:body><office:spreadsheet><table:table table:name="A">'
    '<table:table-row table:number-rows-repeated="1048576"><table:table-cell '
    'table:number-columns-repeated="16384" office:value-type="float" office:value="1"/>'
    "</table:table-row></table:table></office:spreadsheet></office:body>"
    "</office:document-content>"
)


def with_cells(cells: bytes) -> bytes:
    """Return a workbook with these cells written by hand."""
    sheet = (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        b"<sheetData>" + cells + b"</sheetData></worksheet>"
    )
    return xlsx({}, extra={"xl/worksheets/sheet1.xml": sheet}, names=["A"])


BAD: dict[str, tuple[bytes, type[PracticeError], str]] = {
    "a workbook with a password": (
        xls({"A": ROWS}, is_locked=True),
        LockedFileError,
        "locked with a password",
    ),
    "a newer workbook with a password": (
        compound({"EncryptionInfo": b"x", "EncryptedPackage": b"y" * 5000}),
        LockedFileError,
        "locked with a password",
    ),
    "a locked file in a ZIP": (
        locked(zipped({"a.csv": CSV})),
        NothingUsableError,
        r"a\.csv: it is locked with a password",
    ),
    "a Word document of old": (
        compound({"WordDocument": b"x"}),
        NotATableError,
        "an old Office document without sheets",
    ),
    "a Word document": (
        zipped({"[Content_Types].xml": "x", "word/document.xml": "x"}),
        NotATableError,
        "a Word document",
    ),
    "a binary workbook": (
        zipped({"xl/workbook.bin": "x"}),
        NotATableError,
        "save it as .xlsx",
    ),
    "an XML workbook": (
        b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:x">',
        NotATableError,
        "an old XML form",
    ),
    "a workbook cut off": (
        xlsx({"A": ROWS})[:900],
        DamagedFileError,
        "damaged or cut off",
    ),
    "an old workbook cut off": (
        xls({"A": ROWS})[:3000],
        NotATableError,
        "or a workbook cut off",
    ),
    "an old workbook with its middle gone": (
        xls({"A": ROWS})[:600] + xls({"A": ROWS})[1200:],
        PracticeError,
        "file",
    ),
    "a workbook without cells": (
        xlsx({"A": []}),
        NotATableError,
        "a workbook without any filled cell",
    ),
    "a sheet that is no XML": (
        with_cells(b"<row><c r=<<<"),
        DamagedFileError,
        "its sheets cannot be read",
    ),
    "two cells a sheet's length apart": (
        with_cells(FAR),
        OversizedFileError,
        "more in it than its size explains",
    ),
    "a cell repeated for ever": (ods_of(REPEATED), OversizedFileError, "too|many|more"),
    "a page without a table": (
        b"<html><body><p>Please log in</body></html>",
        NotATableError,
        "a web page without a table",
    ),
    "a page of a hundred thousand frames": (
        b"<div>" * 100_000,
        OversizedFileError,
        "many elements inside one another",
    ),
    "an empty ZIP": (zipped({}), NothingUsableError, "it is empty"),
    "a ZIP in a ZIP": (
        zipped({"in.zip": zipped({"a.csv": CSV})}),
        NothingUsableError,
        r"in\.zip: it is a ZIP in a ZIP \(unpack it first",
    ),
    "a path that climbs": (
        zipped({"../../a.csv": CSV}),
        UnsafeArchiveError,
        r"the path \.\./\.\./a\.csv, which leads out",
    ),
    "a path that climbs in another system": (
        zipped({"a\\..\\..\\b.csv": CSV}),
        UnsafeArchiveError,
        "leads out",
    ),
    "a path from the root": (
        zipped({"/etc/a.csv": CSV}),
        UnsafeArchiveError,
        "the path /etc/a.csv",
    ),
    "a path of a drive": (zipped({"C:a.csv": CSV}), UnsafeArchiveError, "C:a.csv"),
    "ten gigabytes of zeros": (
        claiming(zipped({f"{i}.csv": bytes(9 << 20) for i in range(10)}), 1 << 30),
        OversizedFileError,
        "10,240 MB once unpacked, and 1,024 MB are the most",
    ),
    "fifty megabytes of zeros": (
        zipped({"a.csv": bytes(50 << 20)}),
        OversizedFileError,
        r"unpacks to 1,0\d\d times its size",
    ),
    "a file that is longer than the list says": (
        claiming(zipped({"a.csv": CSV * 100}), 50),
        NothingUsableError,
        "it does not unpack",
    ),
    "a file that is shorter than the list says": (
        claiming(zipped({"a.csv": CSV}), 5_000_000),
        NothingUsableError,
        "damaged or cut off",
    ),
    "a list that puts the files before the beginning": (
        before_itself(zipped({"a.csv": CSV})),
        DamagedFileError,
        "cut off",
    ),
    "a packing nobody bounds": (
        zipped({"a.csv": CSV}, packing=zipfile.ZIP_BZIP2),
        NothingUsableError,
        "packed in a way that Driftline does not open",
    ),
    "an archive of another kind": (b"7z\xbc\xaf\x27\x1c..", NotATableError, "ZIP"),
}


@pytest.mark.parametrize("case", BAD)
def test_a_file_that_cannot_be_opened_is_one_sentence(
    case: str, tmp_path: Path
) -> None:
    content, kind, said = BAD[case]

    with pytest.raises(kind, match=said) as failure:
        contents(tmp_path, content, "file.xls")

    assert str(failure.value).startswith("file.xls ")
    assert str(failure.value).endswith((".", "file."))
    assert not list(tmp_path.glob("*.csv"))


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(MissingFileError):
        unpack(tmp_path / "gone.zip", "gone.zip", tmp_path)


def test_a_zip_of_more_files_than_anybody_has(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive, "MOST_FILES_IN_A_ZIP", 3)

    with pytest.raises(OversizedFileError, match="4 files, and 3 are the most"):
        contents(tmp_path, zipped({f"{i}.csv": CSV for i in range(4)}))


def test_a_list_of_contents_longer_than_any(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive, "MOST_DIRECTORY_BYTES", 100)

    with pytest.raises(OversizedFileError, match="list of contents"):
        contents(tmp_path, zipped({f"{i}.csv": CSV for i in range(4)}))


def test_a_workbook_larger_than_any(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive, "MOST_WORKBOOK_BYTES", 1_000)

    with pytest.raises(OversizedFileError, match="MB of cells"):
        contents(tmp_path, xlsx({"A": ROWS}))


def test_names_in_a_zip_are_shown_without_what_nobody_sees(tmp_path: Path) -> None:
    found = contents(tmp_path, zipped({"a\u202e\x1b.csv": CSV, "b" * 300: CSV}), "z")

    first, second = texts(found)
    assert first == "z › a.csv"
    assert len(second) < 130


def test_what_reading_may_take_has_a_beginning_and_an_end() -> None:
    assert limits.allowance(0).seconds == 20
    assert limits.allowance(5 << 20).seconds == 70
    assert limits.allowance(5 << 30).seconds == 600
    assert limits.allowance(5 << 30).memory_bytes == 3 << 30
