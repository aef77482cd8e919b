"""Any bytes at all, with a little of every form in them: a sentence or a table."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import example, given
from hypothesis import strategies as st

from analytics.errors import PracticeError
from analytics.exports.containers import open_text, rows, unpack
from analytics.exports.header import likeliest, with_whole_columns
from analytics.exports.recognition import candidates
from fuzz import wrapping

WORDS = st.sampled_from(
    [
        *(
            "Start Time",
            "Invitee Email",
            "Datum",
            '"',
            ",",
            ";",
            "\t",
            "\r\n",
            "\n",
            "",
        ),
        *("2026-11-02 10:00", "1.01E+18", "Zoë", "\u202e", "\0", "\ufeff", "<td>", "="),
        *("<table>", "</table>", "<tr>", "BEGIN:VCALENDAR\n", "END:VEVENT\n", "PK\3\4"),
    ]
)
TEXTS = st.lists(WORDS | st.text(max_size=8), max_size=60).map("".join)
ENCODINGS = st.sampled_from(["utf-8", "utf-16", "utf-16-le", "cp1252"])
WRAPS = st.sampled_from([b"", b"\x01", b"\x02"])


def read(content: bytes) -> list[int]:
    """Return the widths of the tables found, and less than nothing for a refusal."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = folder / "file"
        path.write_bytes(content)
        widths = []
        try:
            for part in unpack(path, "file", folder).parts:
                text = open_text(part.path, part.name, folder)
                candidates(text)
                widths.append(len(with_whole_columns(text, likeliest(text)).values))
        except PracticeError as error:
            # A sentence, which is all that anybody sees.
            widths.append(-len(str(error).split()))
        return widths


@given(wrap=WRAPS, text=TEXTS, encoding=ENCODINGS)
@example(wrap=b"\x01", text="\n", encoding="utf-8")
@example(wrap=b"", text="<table><td>" + "<table>" * 300, encoding="utf-8")
def test_texts_in_any_encoding_and_wrapping(
    wrap: bytes, text: str, encoding: str
) -> None:
    found = read(wrapping.file_of(wrap + text.encode(encoding, "replace")))

    assert all(width > 1 or width < -5 for width in found)


@given(st.binary(max_size=300))
def test_bytes_of_any_kind(content: bytes) -> None:
    read(content)


WHOLE = wrapping.file_of(b"\x02a,b\n1,2\n---\nc,d\n3,4\n")


@given(at=st.integers(0, len(WHOLE) - 1), byte=st.integers(0, 255))
def test_a_byte_of_an_archive_is_another(at: int, byte: int) -> None:
    read(WHOLE[:at] + bytes([byte]) + WHOLE[at + 1 :])


@given(st.integers(0, len(WHOLE)))
def test_an_archive_ends_anywhere(at: int) -> None:
    read(WHOLE[:at])


@given(st.lists(st.lists(st.text(max_size=12), min_size=1, max_size=5), max_size=12))
def test_rows_of_any_cells_stay_on_their_lines(cells: list[list[str]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "t.csv"

        filled = rows.write(path, cells)

        lines = path.read_text("utf-8").split("\n")
    assert len(lines) == len(cells) + 1
    assert filled == sum(1 for line in lines if line)
