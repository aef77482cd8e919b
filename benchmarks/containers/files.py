"""The same sessions in a file of every kind."""

from __future__ import annotations

import csv
import datetime as dt
import html
import io
import json
import sys
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

from analytics.simulate.large import write_large_calendly
from benchmarks.containers.made import Made
from tests.support.workbooks import ods, xls, xlsx

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

MOST_ROWS_OF_XLS = 65_535
"""What a sheet of the old form holds below its header."""


def write_all(folder: Path, sessions: int) -> list[Made]:
    """Write the files and return them, the plain one first."""
    plain = folder / "log.csv"
    write_large_calendly(plain, sessions)
    with plain.open(encoding="utf-8", newline="") as text:
        rows = list(csv.reader(text))
    made = [Made("CSV", plain, plain.stat().st_size)]
    for name, write in _WRITERS.items():
        content = write(rows)
        path = folder / f"log.{len(made)}"
        path.write_bytes(content)
        made.append(Made(name, path, _unpacked(path)))
    return made


def _unpacked(path: Path) -> int:
    if not zipfile.is_zipfile(path):
        return path.stat().st_size
    with zipfile.ZipFile(path) as archive:
        return sum(info.file_size for info in archive.infolist())


def _delimited(rows: Sequence[Sequence[str]], delimiter: str) -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue()


def _tsv(rows: Sequence[Sequence[str]]) -> bytes:
    return _delimited(rows, "\t").encode()


def _utf16(rows: Sequence[Sequence[str]]) -> bytes:
    return _delimited(rows, "\t").encode("utf-16")


def _page(rows: Sequence[Sequence[str]]) -> bytes:
    lines = "\n".join(f"<tr><td>{'<td>'.join(map(html.escape, row))}" for row in rows)
    return f"<html><body><table>{lines}</table></body></html>".encode()


def _zip(rows: Sequence[Sequence[str]]) -> bytes:
    """Return an archive of ten files, as of ten coaches."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(10):
            own = [rows[0], *rows[1 + number :: 10]]
            archive.writestr(f"coach {number}.csv", _delimited(own, ","))
    return out.getvalue()


def _calendar(rows: Sequence[Sequence[str]]) -> bytes:
    """Return a calendar of as many single events, each with a guest."""
    first = dt.datetime(2025, 1, 6, 8)  # noqa: DTZ001 - written as UTC below
    events = "".join(
        f"BEGIN:VEVENT\r\nUID:e{n}@example.org\r\n"
        f"DTSTART:{first + dt.timedelta(hours=n // 4):%Y%m%dT%H%M%S}Z\r\n"
        f"DTEND:{first + dt.timedelta(hours=n // 4 + 1):%Y%m%dT%H%M%S}Z\r\n"
        f"SUMMARY:Coaching\r\nATTENDEE;CN=Client {n % 500};PARTSTAT=ACCEPTED:"
        f"mailto:c{n % 500}@example.org\r\nEND:VEVENT\r\n"
        for n in range(len(rows) - 1)
    )
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{events}END:VCALENDAR\r\n".encode()


_WRITERS: dict[str, Callable[[Sequence[Sequence[str]]], bytes]] = {
    "TSV": _tsv,
    "TSV in UTF-16": _utf16,
    "ZIP of ten CSV": _zip,
    ".xlsx": lambda rows: xlsx({"Log": rows}),
    ".xls": lambda rows: xls({"Log": rows[: MOST_ROWS_OF_XLS + 1]}),
    ".ods": lambda rows: ods({"Log": rows}),
    "HTML named .xls": _page,
    ".ics": _calendar,
}


if __name__ == "__main__":
    print(
        json.dumps(
            [
                (made.name, str(made.path), made.unpacked_bytes)
                for made in write_all(Path(sys.argv[1]), int(sys.argv[2]))
            ]
        )
    )
