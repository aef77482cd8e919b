"""Strangers' text on its way to a page."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pages.shared import safe

RIGHT_TO_LEFT = "Ann\u202egpj.exe"


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Rosa Duarte", "Rosa Duarte"),
        ("", ""),
        ("  Rosa \n\n  Duarte\t", "Rosa Duarte"),
        (RIGHT_TO_LEFT, "Anngpj.exe"),
        ("Rosa\u0000 Duarte\u200b", "Rosa Duarte"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("R" * 200, "R" * 119 + "…"),
    ],
)
def test_plain_is_one_line_without_unseen_marks(typed: str, shown: str) -> None:
    assert safe.plain(typed) == shown


@pytest.mark.parametrize(
    ("typed", "escaped"),
    [
        ("![t](http://evil)", "\\!\\[t\\]\\(h\u2060ttp\\://evil\\)"),
        (":red[Bob]", "\\:red\\[Bob\\]"),
        (":material/delete: Dan", "\\:m\u2060aterial/delete\\: Dan"),
        ("www.evil.example", "w\u2060ww\\.evil\\.example"),
        ("$5 and $6", "\\$5 and \\$6"),
        ("<b>Bo</b>", "\\<b\\>Bo\\</b\\>"),
        ("bo@example.org", "bo\u2060@\u2060example\\.org"),
        ("*K* _L_ `x`", "\\*K\\* \\_L\\_ \\`x\\`"),
        ("O'Neil & Co", "O\\'Neil \\& Co"),
    ],
)
def test_md_escapes_what_markdown_reads(typed: str, escaped: str) -> None:
    assert safe.md(typed) == escaped


def test_html_escapes_content_and_attributes() -> None:
    escaped = safe.html('<img src=x onerror="alert(1)">')

    assert escaped == "&lt;img src=x onerror=&quot;alert(1)&quot;&gt;"


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Rosa Duarte", "R. D."),
        ("Ana Maria de la Cruz", "A. C."),
        ("Kestrel", "K."),
        ("山吹 はるか", "山. は."),
        ("<b> (Bo)", "B. B."),
        ("*** _", "?"),
        ("", "?"),
    ],
)
def test_initials(name: str, letters: str) -> None:
    assert safe.initials(name) == letters


@pytest.mark.parametrize(
    ("value", "kept"),
    [
        ('=HYPERLINK("http://evil","x")', '\'=HYPERLINK("http://evil","x")'),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"),
        ("-2+3", "'-2+3"),
        ("\tRosa", "'\tRosa"),
        ("-12.50", "-12.50"),
        ("Rosa", "Rosa"),
        (12, 12),
        (None, None),
    ],
)
def test_cell_makes_a_formula_harmless(value: object, kept: object) -> None:
    assert safe.cell(value) == kept


def test_csv_opens_with_a_mark_and_keeps_numbers() -> None:
    table = pd.DataFrame({"client": ["=1+1", "Zoë"], "sessions": [-1, 2]})

    assert safe.csv(table) == b"\xef\xbb\xbf" + (
        "client,sessions\n'=1+1,-1\nZoë,2\n".encode()
    )


def test_csv_of_no_rows_is_its_header() -> None:
    table = pd.DataFrame({"client": [], "sessions": []})

    assert safe.csv(table).decode("utf-8-sig") == "client,sessions\n"


@given(st.text(max_size=60))
def test_md_takes_nothing_that_can_be_seen_away(typed: str) -> None:
    seen = safe.md(typed).replace("\\", "").replace("\u2060", "")

    assert seen == safe.plain(typed).replace("\\", "")
