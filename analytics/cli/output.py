"""How an answer is written: one JSON object, or lines for a person.

Names are typed by strangers. In JSON everything beyond ASCII is escaped; in
lines, signs that steer a terminal or turn the direction of text are left out.
"""

from __future__ import annotations

import datetime as dt
import json
import sys
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

DONE = 0
DONE_WITH_REFUSALS = 1
NOT_DONE = 2

# Control and format signs, surrogates, line and paragraph ends.
_STEERING = ("Cc", "Cf", "Cs", "Zl", "Zp")

# How a missing number, a missing time and pandas' missing value are written.
_MISSING = frozenset({"nan", "NaT", "<NA>"})


@dataclass(frozen=True)
class Answer:
    """What a command found or did."""

    data: Mapping[str, object]
    """The JSON object. An iterator among the values is written row by row."""
    lines: Callable[[], Iterable[str]]
    """The same for a person; not called when JSON is asked for."""
    code: int = DONE
    complaints: tuple[str, ...] = ()
    """Sentences for standard error."""


def write(answer: Answer, *, is_json: bool) -> None:
    """Write an answer to standard output, its complaints to standard error."""
    if is_json:
        write_json(answer.data, sys.stdout)
    else:
        for line in answer.lines():
            say(line, sys.stdout)
    sys.stdout.flush()
    for complaint in answer.complaints:
        say(complaint, sys.stderr)


def fail(sentence: str, *, is_json: bool) -> int:
    """Say why a command could not be done, and return its exit code."""
    if is_json:
        write_json({"error": sentence}, sys.stdout)
        sys.stdout.flush()
    say(sentence, sys.stderr)
    return NOT_DONE


def write_json(data: Mapping[str, object], stream: TextIO) -> None:
    """Write one JSON object without holding a long list in memory."""
    stream.write("{")
    for place, (key, value) in enumerate(data.items()):
        stream.write(f"{', ' if place else ''}{json.dumps(key)}: ")
        if isinstance(value, Iterator):
            _write_rows(value, stream)
        else:
            stream.write(_dumped(value))
    stream.write("}\n")


def say(line: str, stream: TextIO) -> None:
    """Write one line, whatever letters the terminal can show."""
    encoding = stream.encoding or "utf-8"
    stream.write(line.encode(encoding, "backslashreplace").decode(encoding) + "\n")


def plain(text: object) -> str:
    """Return a text as one line that steers nothing."""
    return "".join(
        " " if letter in "\n\t" else letter
        for letter in str(text)
        if letter in "\n\t" or unicodedata.category(letter) not in _STEERING
    )


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """Return aligned lines; numbers stand to the right, ``None`` is a dash."""
    body = [[_cell(value) for value in row] for row in rows]
    numeric = [
        all(_is_number(row[i]) or row[i] == "–" for row in body)
        for i in range(len(head))
    ]
    widths = [
        max(_width(row[i]) for row in [list(head), *body]) for i in range(len(head))
    ]
    for row in [list(head), *body]:
        cells = (
            _padded(cell, width, to_right=right)
            for cell, width, right in zip(row, widths, numeric, strict=True)
        )
        yield "  ".join(cells).rstrip()


def day(value: object) -> str | None:
    """Return the day of a time, for a table."""
    known = jsonable(value)
    return str(known)[:10] if known else None


def minute(value: object) -> str | None:
    """Return a time to the minute, for a table."""
    known = jsonable(value)
    return str(known)[:16].replace("T", " ") if known else None


def money(cents: object, currency: str | None = None) -> str | None:
    """Return an amount of cents as people write it, for a table."""
    if not isinstance(cents, int):
        return None
    return f"{cents / 100:.2f}" + (f" {currency}" if currency else "")


def _write_rows(rows: Iterator[object], stream: TextIO) -> None:
    stream.write("[")
    # A log may be long: here only times, which JSON lacks, are looked at one by one.
    encode = json.JSONEncoder(default=_scalar, allow_nan=False).encode
    stream.writelines(
        (", " if place else "") + encode(row) for place, row in enumerate(rows)
    )
    stream.write("]")


def _dumped(value: object) -> str:
    return json.dumps(jsonable(value), allow_nan=False)


def jsonable(value: object) -> object:
    """Return a value as JSON knows it: times in UTC, absent as ``None``."""
    if value is None or isinstance(value, bool | str):
        return value
    if isinstance(value, Mapping):
        return {str(key): jsonable(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [jsonable(inner) for inner in value]
    return _scalar(value)


def _scalar(value: object) -> object:
    if str(value) in _MISSING:
        return None
    if isinstance(value, dt.datetime):
        return value.replace(tzinfo=None).isoformat() + "Z"
    if isinstance(value, dt.date):
        return value.isoformat()
    item = getattr(value, "item", None)
    number = item() if item else value
    return number if isinstance(number, bool | int | float) else str(number)


def _cell(value: object) -> str:
    scalar = jsonable(value)
    if scalar is None:
        return "–"
    return f"{scalar:.1f}" if isinstance(scalar, float) else plain(scalar)


def _is_number(cell: str) -> bool:
    return cell.replace(".", "", 1).replace("-", "", 1).isdigit()


def _padded(cell: str, width: int, *, to_right: bool) -> str:
    space = " " * (width - _width(cell))
    return space + cell if to_right else cell + space


def _width(text: str) -> int:
    """Return the columns a text takes in a terminal."""
    return sum(
        0
        if unicodedata.combining(letter)
        else 2
        if unicodedata.east_asian_width(letter) in "WF"
        else 1
        for letter in text
    )
