"""The way of strangers' text onto a page: names, services, coaches, file names.

A client types their own name into a booking form, so a name may be Markdown, HTML,
a spreadsheet formula, or hold marks that turn the writing direction. Whatever a
file or a person gave passes one of these functions before Streamlit sees it; a test
walks the pages and refuses an interpolation that does not.
"""

from __future__ import annotations

import html as _html
import re
from typing import TYPE_CHECKING, Any, Final

from analytics.names import LONGEST, cell, initials, plain

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["LONGEST", "cell", "csv", "html", "initials", "md", "plain"]

WORD_JOINER: Final = "\u2060"
"""Has no width: keeps text together for the eye and breaks it for a parser."""

_MARKUP: Final = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~$:&=^\"'])")
# Streamlit turns addresses into links and `:material/x:` into icons after it has
# taken the backslashes away, so these words are broken up as well.
_LINKED: Final = re.compile(
    r"(?i)\b(h)(ttps?)|\b(w)(ww)|\b(m)(ailto|aterial)|\b(f)(tp)"
)


def md(text: object, longest: int = LONGEST) -> str:
    """Return the text for a place where Streamlit reads Markdown.

    Every mark is escaped; addresses and icon names are broken by a character
    without width, and so is ``@``, because escaping alone does not stop them.
    """
    escaped = _MARKUP.sub(r"\\\1", plain(text, longest))
    broken = _LINKED.sub(_broken, escaped)
    return broken.replace("@", f"{WORD_JOINER}@{WORD_JOINER}")


def letters(name: object) -> str:
    """Return the first letters of a name for the circle beside it, such as ``RD``."""
    return initials(name).replace(". ", "").strip(".")


def html(text: object, longest: int = LONGEST) -> str:
    """Return the text for `st.html`, as content or as a quoted attribute."""
    return _html.escape(plain(text, longest))


def csv(table: pd.DataFrame) -> bytes:
    """Return a table as a CSV file that no spreadsheet takes for formulas.

    A text cell that starts like a formula gets a leading apostrophe; a number
    stays one. The file opens with a byte-order mark, by which Excel knows UTF-8.
    """
    text = {
        column: table[column].map(cell)
        for column in table.columns
        if not _is_number(table[column])
    }
    content = table.assign(**text).to_csv(index=False)
    return content.encode("utf-8-sig")


def _is_number(column: pd.Series[Any]) -> bool:
    return column.dtype.kind in "biufmM"


def _broken(found: re.Match[str]) -> str:
    first, rest = (part for part in found.groups() if part)
    return f"{first}{WORD_JOINER}{rest}"
